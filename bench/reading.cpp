// Each reader alone on pictures of lines: what it reads, how sure it is, what it costs.
//
//   gouji_reading_bench [--every N] STAGES_FOLDER... > answers.csv
//
// STAGES_FOLDER is what `gouji ingest --keep-stages` wrote for one document. One row a cell and
// reader: the cell's place, the text (lines joined by a vertical tab), confidence, cost in nats and
// milliseconds of processor time. bench/label-crops says what was printed.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "extract/options.h"
#include "extract/reading/ppocr_recognizer.h"
#include "extract/reading/reading_vote.h"
#include "extract/reading/recognizer.h"
#include "extract/reading/small_reader.h"
#include "extract/reading/tesseract_recognizer.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr char kLineBreak = '\v';

/// One cell of an index file: its lines in order.
struct Cell {
  std::string place;  ///< document,page,grid,row,column,content,x0,y0,x1,y1
  Alphabet alphabet = Alphabet::Any;
  std::vector<LineImage> lines;
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

Alphabet alphabet_of(const std::string& content) {
  return content == "code" ? Alphabet::Code : content == "text" ? Alphabet::Any : Alphabet::Amount;
}

/// Where the fields of a line of an index file stand; the box has four.
struct At {
  enum : std::size_t { Picture, Row, Column, Line, Content, Dpi, Digit, Text, Box, End = 12 };
};

std::vector<Cell> cells_of(const fs::path& index) {
  std::ifstream in(index);
  std::string line;
  std::getline(in, line);
  const std::string page = index.parent_path().filename().string().substr(1, 3);
  const std::string document = index.parent_path().parent_path().filename().string();
  const std::string grid = document + ',' + page + ',' + index.stem().string();
  std::vector<Cell> cells;
  while (std::getline(in, line)) {
    const auto f = fields_of(line);
    if (f.size() != At::End) continue;
    if (f[At::Line] == "0" || cells.empty()) {
      Cell cell;
      cell.place = grid;
      for (const std::size_t i : {At::Row, At::Column, At::Content})
        cell.place.append(",").append(f[i]);
      for (std::size_t i = At::Box; i < At::End; ++i) cell.place.append(",").append(f[i]);
      cell.alphabet = alphabet_of(f[At::Content]);
      cells.push_back(cell);
    }
    LineImage image;
    image.pixels =
        cv::imread((index.parent_path() / f[At::Picture]).string(), cv::IMREAD_GRAYSCALE);
    image.dpi.per_inch = std::stod(f[At::Dpi]);
    image.text_height_px =
        std::stod(f[cells.back().alphabet == Alphabet::Any ? At::Text : At::Digit]);
    cells.back().lines.push_back(std::move(image));
  }
  return cells;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c == '\n' ? kLineBreak : c;
  }
  return out + '"';
}

void ask(Recognizer& reader, Cell cell, Alphabet alphabet) {
  for (LineImage& line : cell.lines) line.alphabet = alphabet;
  const std::clock_t from = std::clock();  // of the processor: others may run beside us
  const auto answers = reader.read(cell.lines);
  const double spent_ms = 1000.0 * static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
  const auto readings = join_lines(answers, ReadingOptions{});
  const Reading best = readings.empty() ? Reading{} : readings.front();
  std::cout << cell.place << ',' << reader.name() << ',' << quoted(best.text) << ','
            << best.confidence << ',' << best.cost << ',' << spent_ms << '\n';
}

/// What each reader makes of one cell in every so many.
void ask_readers(const std::vector<fs::path>& indexes, std::size_t every) {
  const ReadingOptions options;
  const auto small = make_small_reader();
  const auto ppocr = make_ppocr_recognizer();
  const auto english = make_tesseract_recognizer({"eng", options.number_height_px, false});
  const auto chinese = make_tesseract_recognizer({"chi_sim", options.text_height_px, true});
  std::cout << "document,page,grid,row,column,content,x0,y0,x1,y1,reader,text,confidence,cost,ms\n";
  std::size_t seen = 0;
  for (const fs::path& index : indexes)
    for (const Cell& cell : cells_of(index)) {
      if (seen++ % every != 0) continue;
      if (small) ask(*small, cell, cell.alphabet);
      if (ppocr) ask(*ppocr, cell, Alphabet::Any);
      if (cell.alphabet != Alphabet::Any) ask(*english, cell, cell.alphabet);
      ask(*chinese, cell, Alphabet::Any);
    }
}

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  cv::setNumThreads(1);
  std::size_t every = 1;
  std::vector<fs::path> indexes;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--every" && i + 1 < argc) {
      every = static_cast<std::size_t>(std::max(1, std::atoi(argv[++i])));
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argument))
      if (entry.path().extension() == ".csv") indexes.push_back(entry.path());
  }
  if (indexes.empty()) {
    std::cerr << "usage: gouji_reading_bench [--every N] STAGES_FOLDER...\n";
    return 2;
  }
  std::sort(indexes.begin(), indexes.end());
  gouji::ask_readers(indexes, every);
  return 0;
}
