"""The numbers of a scan: what happens to a page between the printer and the file. Presets are named points in that space."""
import random
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class ScanModel:
    dpi: int = 200
    skew: float = 0.0            # degrees, largest
    perspective: float = 0.0     # share of the page width by which a corner moves, largest
    curve: float = 0.0           # points, height of the bow of a line across the page
    shade: float = 0.0           # darkening at the dark side, share of white
    blur: float = 0.0            # pixels, standard deviation
    noise: float = 0.0           # grey levels, standard deviation
    speckle: float = 0.0         # share of pixels hit by dirt
    fade: float = 0.0            # faint toner: share of ink lost
    broken: float = 0.0          # share of the ink at the rim that worn copies lose
    threshold: int = 0           # grey level; above 0 the page becomes black and white (fax)
    quality: int = 75            # JPEG
    seal: str = ''               # red, or dark (copied in black and white), over the figures
    seal_share: float = 0.0      # share of the pages with a seal
    turned_share: float = 0.0    # share of the pages scanned at 90, 180 or 270 degrees
    ocr_layer: bool = False      # a scanner's own invisible text, with its errors
    tables_only: bool = False    # prose stays digital, tables become pictures


PRESETS = {
    'digital': None,
    'clean300': ScanModel(dpi=300, skew=0.2, blur=0.5, noise=2, quality=85),
    'typical200': ScanModel(skew=0.8, blur=0.7, noise=5, shade=0.06, speckle=2e-5, quality=65),
    'fax200': ScanModel(skew=1.0, blur=0.8, noise=12, speckle=1e-4, threshold=150),
    'bad150': ScanModel(dpi=150, skew=1.4, blur=0.8, noise=9, shade=0.15, fade=0.28, speckle=6e-5, perspective=0.004, quality=50,
                        seal='red', seal_share=0.15),
    'turned200': ScanModel(skew=0.8, blur=0.7, noise=5, shade=0.06, speckle=2e-5, quality=65, turned_share=0.4, seal='red',
                           seal_share=0.1),
    'seal200': ScanModel(skew=0.8, blur=0.7, noise=5, shade=0.06, speckle=2e-5, quality=65, seal='dark', seal_share=0.5),
    'redseal200': ScanModel(skew=0.8, blur=0.7, noise=5, shade=0.06, speckle=2e-5, quality=65, seal='red', seal_share=0.6),
    'photo200': ScanModel(skew=1.8, perspective=0.012, curve=3.0, shade=0.32, blur=0.9, noise=5, quality=60),
    'mixed130': ScanModel(dpi=130, blur=0.4, noise=1, quality=70, tables_only=True),
    'ocrlayer200': ScanModel(skew=0.8, blur=0.7, noise=5, shade=0.06, speckle=2e-5, quality=65, ocr_layer=True),
    'small200': ScanModel(skew=0.8, blur=0.8, noise=0.8, shade=0.04, speckle=2e-5, quality=34, seal='red', seal_share=0.6),
    'copy200': ScanModel(skew=0.6, blur=0.8, noise=6, fade=0.1, broken=0.25, speckle=8e-5, quality=70),
}


def jittered(model, rng: random.Random, amount=0.35):
    """The same kind of scan with other numbers: each strength is multiplied by 1 - amount to 1 + amount."""
    changed = {}
    for item in fields(model):
        value = getattr(model, item.name)
        if isinstance(value, float) and value > 0:
            changed[item.name] = value * rng.uniform(1 - amount, 1 + amount)
    changed['quality'] = min(95, max(30, round(model.quality * rng.uniform(0.85, 1.15))))
    if model.threshold:
        changed['threshold'] = round(model.threshold * rng.uniform(0.9, 1.1))
    return replace(model, **changed)
