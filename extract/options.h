// Every tunable number of extraction, with its unit and origin.

#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

enum class OcrMode { Auto, Always, Never };

struct PageRange {
  int first = 1;
  int last = std::numeric_limits<int>::max();

  bool operator==(const PageRange&) const = default;
};

/// Signs of comparison read by shape. Ratios of lengths.
struct SignOptions {
  double min_equals_aspect = 1.2;   ///< width to height of ＝
  double bar_likeness = 0.85;       ///< of the longer bar's length; the bars of 二 differ by more
  double bar_aspect = 2.4;          ///< length to thickness of a bar
  double bar_gap_ink = 0.08;        ///< of the width: ink that a row between the bars may have
  double max_valley = 0.85;         ///< darkness between bars that blur has joined, of theirs
  double joined_solid = 0.6;        ///< ink in the box of both, then
  double bar_solid = 0.8;           ///< ink in the bars' boxes
  double min_chevron_aspect = 0.7;  ///< width to height of ≥ and ≤; 2 is 0.5 to 0.68
  double max_chevron_aspect = 1.5;
  double max_misfit = 0.013;  ///< mean distance of ink from strokes, of the sign's size
  double max_rivalry = 0.6;   ///< misfit to that of the next likely sign
};

/// Log odds of being wrong over the log (base 10) of the doubt that a reader itself has.
struct ReaderCalibration {
  double intercept = 0;
  double slope = 0;
};

/// Measured on 839 labelled cells of twelve generated documents, eleven kinds of scans, in fonts
/// that neither network of ours has seen (docs/reading.md).
struct CalibrationOptions {
  ReaderCalibration ppocr_figures{0.56, 2.95};
  ReaderCalibration ppocr_words{1.56, 4.05};
  ReaderCalibration small_figures{1.59, 5.00};
  ReaderCalibration eng_figures{2.57, 6.05};
  ReaderCalibration chi_sim_figures{2.95, 5.96};
  ReaderCalibration chi_sim_words{3.82, 7.19};
  double least_doubt = 1e-4;  ///< below it nothing was measured
};

/// The gap that a lost decimal point leaves (lost_points). Lengths in heights of a figure; digits
/// advance by 0.7, a point by 0.35.
struct LostPointOptions {
  double figure_width = 0.5;    ///< least room of a figure
  double gap = 0.28;            ///< figures stand 0.1 to 0.2 apart
  double lead = 1.5;            ///< times the next widest
  double least_fraction = 0.8;  ///< two figures behind the gap
  double most_fraction = 1.6;
  int fewest = 3;      ///< gaps that are no chance
  double share = 0.5;  ///< of the amounts without a point
};

/// Dashes that may be rests of figures.
struct WornDashOptions {
  std::ptrdiff_t fewest_flagged = 4;  ///< cells of the column
  double share = 0.4;                 ///< of those with print
};

/// Reading of cells: from pixels to readings. Lengths in points of the page.
struct ReadingOptions {
  double min_darkness = 20;  ///< of ink after smoothing, 0..255 below paper: faint toner at 150 dpi
  double noise_factor = 5;   ///< ink is darker than this many standard deviations of the paper
  double noise_share = 0.1;  ///< of the threshold: what is paler is painted as paper
  double ink_share = 0.3;    ///< of a cell's dark level: where a stroke's edge is for geometry
  double rule_depth_pt = 1.1;   ///< bent rules stay within this of the edge, half a stroke added
  double stray_rule_pt = 3.5;   ///< rules that the grid has a little elsewhere; lines of 5 pt type
                                ///< start farther inside
  double rule_length_pt = 12;   ///< strokes at the edge this long are rules, not glyphs
  double core_height_pt = 2.6;  ///< print is so high: digits of 5 pt type are 3.5; dots are not
  double core_size_pt = 1.8;    ///< a mark this long is print by itself: a hyphen of 5.5 pt type
  double core_area_pt = 0.5;    ///< square points; speckles of scanners measure 0.2 to 0.5
  double crumb_link_pt = 1.2;   ///< crumbs of one glyph lie so near to each other
  std::size_t fewest_crumbs = 3;      ///< that stand for a glyph; specks of dirt rarely crowd
  double speck_zone_pt = 4;           ///< of the middle of a cell: a lone sign stands within
  std::ptrdiff_t fewest_specked = 4;  ///< cells of a column with specks in the middle are no chance
  double specked_share = 0.5;         ///< of its empty cells; a bad fax has specks in a tenth
  double least_dirt = 4e-4;           ///< specks a square point: the page of a good fax
  double most_dirt = 4e-3;            ///< more of them in most empty cells are crumbs of print
  double chance_of_dirt = 1e-3;  ///< below it so many specks in an empty cell are crumbs of print
  double filled_share = 0.8;    ///< of such a column's cells hold something: the others should, too
  double speck_reach = 0.6;     ///< a dot this far (in text heights) from print belongs to it
  double poke_depth_pt = 1.8;   ///< marks from over the edge that end within this are a neighbour's
  double highest_line_pt = 14;  ///< digits of a single line; what is higher are several lines
  double number_share = 0.8;    ///< of a line's ink width that looks like digits
  double number_column = 0.6;   ///< of a column's cells that look like digits
  double words_sure = 0.9;      ///< probability at which a character in a column of numbers is one
  double lost_rule_pt = 1.2;    ///< so far from its edge a rule that the grid has lost may run
  double lost_upright = 0.95;   ///< of a merged cell's height: ink along an edge is a rule
  double lost_level = 0.98;     ///< the same of its width; a line of text leaves gaps and ends
  double number_sure = 0.8;     ///< confidence below which a number is asked again
  /// An unflagged figure is wrong with this chance at most, as estimated (--max-silent).
  double max_silent = 0.001;
  double words_leniency = 120;  ///< the same of words: so many times that; a wrong word costs less
  WornDashOptions worn_dashes;
  CalibrationOptions calibration;
  double text_hopeless = 0.2;  ///< below it the second reader confirmed none of 31 and is not asked
  double low_confidence = 0.45;  ///< below it a person must look
  double min_width_ratio = 0.7;  ///< ink width to the width of the text read; outside it is not it
  double max_width_ratio = 1.45;
  LostPointOptions points;
  double max_cost = 6;           ///< nats
  double number_height_px = 32;  ///< of digits: what the eng model reads best
  double text_height_px = 24;    ///< of Chinese: what the chi_sim model reads best
  SignOptions sign;
  double flat_sign_aspect = 1.15;  ///< width to height of a ＝ that ran into one blot
  double flat_sign_height = 0.6;   ///< of the usual glyph height, at most
  double line_gap_heights = 2.2;   ///< a wider gap in a line outside tables divides two lines
};

/// What of a document's readings is a name (printed_names).
struct NameOptions {
  int fewest_characters = 5;      ///< ideographs; shorter words are known or closed sets tell them
  int most_characters = 40;       ///< sentences are printed once
  std::size_t most_names = 2000;  ///< of a compilation of many units the surest are kept
  double credible = 0.2;  ///< nats a character: words read worse are no name for other places
  double alike = 0.7;     ///< of the characters: doubtful words so near a better reading are it
};

/// Doubtful words compared with the names that the document prints elsewhere.
struct SecondLookOptions {
  NameOptions names;
  std::size_t bytes = 64 << 20;  ///< of all pages' pictures of doubtful words, shared evenly
  double nats = 4.5;  ///< a character by which a name may fit worse than what the pixels look like
  double lead = 4;    ///< nats by which it must fit better than the next name
  double dearest = 12;  ///< times what was read it may cost: a sentence that holds a name is read
                        ///< with some doubt, but is none
};

/// Sentences that stand in several places (repeated_sentences.h).
struct RepeatOptions {
  int shortest = 12;    ///< ideographs
  double alike = 0.7;   ///< of the characters of two readings of one sentence, at least
  int rounds = 8;       ///< of changing one character
  double nats = 3;      ///< a character that differs from what was read: so much dearer may it be
  double floor = 0.01;  ///< probability of a sign: as sure as a network may be of what others deny
};

struct ExtractOptions {
  PageRange pages;
  double dpi = 0;  ///< 0: native resolution of a scan, else print_dpi
  OcrMode ocr = OcrMode::Auto;
  int jobs = 1;                       ///< threads over pages
  std::filesystem::path keep_stages;  ///< overlay pictures of each stage; empty: none
  bool second_reader = true;          ///< ask the second engine where the first is unsure
  double print_dpi = 200;    ///< digital pages: enough to see hairlines, text comes from the layer
  double picture_dpi = 300;  ///< tables as pictures in digital pages
  double min_dpi = 100;
  double max_dpi = 400;            ///< above this no reader gets better
  double max_page_points = 14400;  ///< PDF 1.7, annex C: a larger page is not a page
  double max_pixels = 80e6;        ///< of one rendered page; beyond it the dpi is lowered
  int max_pages = 3000;            ///< to read of one document: the longest budget seen has 600
  double max_stream_bytes = 256.0 * (1 << 20);  ///< a page's content, unpacked; a page of dense
                                                ///< drawings has 20 MB
  double max_operations = 20e6;     ///< of a page's content; drawings of a city have 2 million
  double max_picture_pixels = 1e9;  ///< of a picture on a page: A0 at 600 dpi has 0.56e9
  double scan_cover = 0.85;         ///< share of a page that pictures cover before it is a scan
  int scan_overprint = 60;      ///< characters printed over the picture: stamps and page numbers
                                ///< have fewer, digital pages on a background have more
  double min_named_dpi = 50;    ///< of an image file; outside of these two the file says
  double max_named_dpi = 1200;  ///< nothing about its print size (screens write 72 or 1)
  double assumed_long_side_mm = 297;  ///< of an image file that names no resolution: A4
  ReadingOptions reading;
  std::vector<std::string> known_texts;   ///< what such documents usually say (KnownWords)
  std::vector<std::string> known_places;  ///< names of counties and the like (KnownWords)
  SecondLookOptions second_look;
  RepeatOptions repeats;
  std::vector<std::vector<std::string>> closed_sets;  ///< words of columns that allow no others
  std::vector<std::string> known_cells;  ///< what a whole cell may say (Recognizer::read_known)
};

// NOLINTEND(*magic-numbers)
}  // namespace gouji
