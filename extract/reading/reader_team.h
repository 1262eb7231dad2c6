// The engines of one thread, and which of them is asked what: the cheap reader of figures first,
// others where it is unsure, where they differ, or where a column's content asks for them.
#pragma once

#include <memory>
#include <vector>

#include "extract/options.h"
#include "extract/reading/cell_work.h"
#include "extract/reading/known_words.h"
#include "extract/reading/lost_strokes.h"
#include "extract/reading/recognizer.h"

namespace gouji {

class ReaderTeam {
 public:
  /// Loads the engines that are there. Throws InputError naming the package when Tesseract's models
  /// are missing.
  explicit ReaderTeam(const ExtractOptions& options);

  /// Fills the readings of all cells with ink, and corrects their content class where readings know
  /// better.
  void read(CellSheet& sheet) const;

  /// Lines of text outside tables, by the reader of text alone.
  std::vector<std::vector<Reading>> read_text(const std::vector<LineImage>& lines) const;

 private:
  /// Asks one reader for all lines of the chosen cells in one batch and files the answers.
  void ask(Recognizer& reader,
           CellSheet& sheet,
           const std::vector<std::size_t>& which,
           bool numbers) const;

  /// One reader's answers to the lines of a cell's text; the cell is marked where others stood by.
  static std::vector<std::vector<Reading>> without_stray(CellWork& cell,
                                                         std::vector<std::vector<Reading>> lines,
                                                         double glyph_height);

  /// An unflagged cell could not rest on this reading of words alone.
  bool doubts(const Reading& words) const;

  /// Its words may run upwards or downwards: the reader of text is not sure of them, or its glyphs
  /// stand one below the other.
  bool may_lie(const CellWork& cell, double usual_height) const;

  /// A reading's cost less what known words say for it.
  double likely_cost(const Reading& reading) const;

  /// Asks the reader of text for doubtful words, and glyphs one below the other, turned by a
  /// quarter; a likelier answer takes the place of all others.
  void read_turned(CellSheet& sheet, const std::vector<std::size_t>& which) const;

  /// Asks the reader of text whether doubtful words, or those that lack a thin mark of a known
  /// phrase, are a known phrase, which then comes first. Of closed sets the likeliest words become
  /// rivals of what was read.
  void read_known(CellSheet& sheet, const std::vector<std::size_t>& which) const;

  /// The best answers of the readers of numbers and of text are not one.
  bool differ(const CellWork& cell) const;

  /// What the reader of text is sure of and no sign looks like: a character, whatever its outline
  /// or its column say.
  bool surely_words(const CellWork& cell) const;

  /// A shape that two readers take for the same digit is that digit.
  void drop_doubtful_signs(std::vector<CellWork>& cells) const;

  /// Nothing fits, or the best answer is weak.
  bool unsure_number(const CellWork& cell) const;
  bool unsure_text(const CellWork& cell) const;

  ReadingOptions options_;
  KnownWords known_;
  LostStrokes lost_strokes_;
  bool second_reader_ = true;
  std::unique_ptr<Recognizer> digits_;   ///< numbers, with an alphabet
  std::unique_ptr<Recognizer> third_;    ///< numbers on which the others differ; may be null
  std::unique_ptr<Recognizer> general_;  ///< any text, asked first
  std::unique_ptr<Recognizer> second_;   ///< any text, where the first is unsure; may be null
};

}  // namespace gouji
