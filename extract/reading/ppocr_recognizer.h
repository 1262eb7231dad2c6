// PP-OCR's line recognition behind Recognizer. Two networks of one family: the tiny one reads every
// line, the small one (five times the cost) is asked where a sign of the tiny one's best path is
// unsure; then both have a say in the costs. Words that neither is sure of are read once more with
// their strokes restored (restorer.h). Every line is read by itself at its true width, so its
// answer depends on no other line. Decoding is ours (ctc_decoder.h).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "extract/reading/ctc_decoder.h"
#include "extract/reading/recognizer.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

struct PpocrOptions {
  int height_px = 48;  ///< what the networks were trained at
  int width_step_px =
      8;  ///< lines are filled up with paper to a multiple of it; 1 to 32 read alike
  int min_width_px = 32;    ///< the networks shrink a line eightfold
  int max_width_px = 6400;  ///< some 130 characters; a wider line is squeezed
  double min_line_pt = 7;   ///< a lower line (a dash, 一) is set in paper of this height, as in a
                            ///< line of text; 7 and 8 read dashes best
  double sure =
      0.95;  ///< of the tiny network's weakest sign; below it the small one is asked. On 1,478
             ///< lines 11 % were, and the result was as good as the small network alone
  double tiny_weight = 0.25;  ///< of the tiny network's probabilities where both were asked
  double worn =
      0.8;  ///< of the likeliest string: words less likely are read with strokes restored, too
  double restored_weight = 0.5;  ///< of the probabilities of the restored line where both were read
  CtcOptions decoding;
  int best_words = 6;  ///< strings of a line of words: what documents usually say reorders them
  std::vector<std::string> phrases;  ///< that a whole cell may say (read_known)
  /// Columns that allow no other words each have one of these sets (read_known).
  std::vector<std::vector<std::string>> closed_sets;
  double closed_lead = 0.7;    ///< nats by which a set's word must fit better than its others
  double phrase_floor = 1e-4;  ///< probability of a sign at a step, at least, as a phrase sees it
  double phrase_nats = 3;      ///< a character by which a phrase may fit worse than the best string
  double phrase_lead = 1.5;    ///< nats by which it must fit better than the next phrase
};

// NOLINTEND(*magic-numbers)

/// Both networks and their character lists, loaded. Read-only: threads share it.
class PpocrModels;

/// `folder` holds tiny.onnx, tiny.txt, small.onnx, small.txt; empty: searched beside the installed
/// program (share/gouji/models), then where scripts/fetch-models puts them. The runtime is the
/// system's where there is one, else libonnxruntime.so of that folder. nullptr when something is
/// not there. Throws InputError for damaged files. Loads once as long as somebody holds the result.
std::shared_ptr<const PpocrModels> load_ppocr_models(const std::filesystem::path& folder = {});

/// Whether the files are there that load_ppocr_models would load; what they hold is not looked at.
bool has_ppocr_models(const std::filesystem::path& folder = {});

/// nullptr when `models` is.
std::unique_ptr<Recognizer> make_ppocr_recognizer(std::shared_ptr<const PpocrModels> models,
                                                  const PpocrOptions& options = {});

/// load_ppocr_models and make_ppocr_recognizer in one.
std::unique_ptr<Recognizer> make_ppocr_recognizer(const std::filesystem::path& model_folder = {});

}  // namespace gouji
