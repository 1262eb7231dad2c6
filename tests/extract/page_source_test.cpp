// Opening by content, refusals, and pages of PDFs: sizes, characters, pictures, rendering.
#include "extract/pages/page_source.h"

#include <gmock/gmock.h>

#include <opencv2/imgcodecs.hpp>

#include "extract/extract_document.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/scratch_folder.h"

namespace gouji {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::pdf_bytes;
using testing::PdfPage;
using ::testing::SizeIs;

constexpr double kTolerancePt = 0.6;
constexpr const char* kText = "BT /F 20 Tf 150 250 Td (12 3) Tj ET";

std::filesystem::path input(const std::string& name) {
  return std::filesystem::path(GOUJI_SOURCE_DIR) / "tests/data/input" / name;
}

class PageSourceTest : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& bytes) const {
    return scratch_.write(name, bytes);
  }

  std::unique_ptr<PageSource> pdf(const std::vector<PdfPage>& pages,
                                  const std::vector<std::string>& objects = {}) const {
    return open_page_source(file("some.pdf", pdf_bytes(pages, objects)));
  }

  ScratchFolder scratch_;
};

template <class Action>
std::string refusal(const Action& action) {
  try {
    action();
  } catch (const InputError& error) {
    EXPECT_THAT(error.hint(), ::testing::Not(IsEmpty()));
    return error.where() + "|" + error.problem();
  }
  return "accepted";
}

std::string opening(const std::filesystem::path& path) {
  return refusal([&] { open_page_source(path); });
}

std::string words(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& glyph : glyphs) text += glyph.text + (glyph.space_after ? " " : "");
  return text;
}

void expect_box(const PageRect& box, const PageRect& expected, double tolerance = kTolerancePt) {
  EXPECT_NEAR(box.x0, expected.x0, tolerance);
  EXPECT_NEAR(box.y0, expected.y0, tolerance);
  EXPECT_NEAR(box.x1, expected.x1, tolerance);
  EXPECT_NEAR(box.y1, expected.y1, tolerance);
}

TEST_F(PageSourceTest, RefusesWhatCannotBeRead) {
  const std::string whole = pdf_bytes({{"/MediaBox [0 0 400 600]", kText}});
  EXPECT_EQ(opening(scratch_.path() / "none.pdf"), "|there is no such file");
  EXPECT_EQ(opening(scratch_.path()), "|is a folder");
  EXPECT_EQ(opening(file("empty.pdf", "")), "|is empty");
  EXPECT_EQ(opening(file("word.pdf", "PK\x03\x04 not a pdf")),
            "|is not a PDF, JPEG, PNG or TIFF file");
  EXPECT_THAT(opening(file("cut.pdf", whole.substr(0, 200))), HasSubstr("is a damaged PDF"));
  EXPECT_EQ(opening(file("none.pdf", pdf_bytes({}))), "|has no pages");
  EXPECT_EQ(opening(input("needs_password.pdf")), "|is encrypted and needs a password");
}

TEST_F(PageSourceTest, OpensByContentAndWithoutPrintingRights) {
  EXPECT_EQ(words(open_page_source(input("no_printing.pdf"))->text(1)), "12");
  const std::string bytes = pdf_bytes({{"/MediaBox [0 0 400 600]", kText}});
  EXPECT_EQ(open_page_source(file("page.txt", "mail header\r\n" + bytes))->page_count(), 1);
  // The table of objects is gone, the objects are not.
  const std::size_t table = bytes.find("xref\n");
  const auto broken = open_page_source(
      file("broken.pdf", bytes.substr(0, table) + bytes.substr(bytes.find("trailer"))));
  EXPECT_EQ(words(broken->text(1)), "12 3");
}

TEST_F(PageSourceTest, RefusesPagesOfImpossibleSize) {
  const auto source =
      pdf({{"/MediaBox [0 0 20000 600]", kText}, {"/MediaBox [0 0 400 600]", kText}});
  EXPECT_THAT(refusal([&] { source->facts(1); }), HasSubstr("page 1|the page is 20000 x 600"));
  EXPECT_THAT(refusal([&] { source->render(1, Dpi{72}); }), HasSubstr("page 1|"));
  EXPECT_EQ(source->facts(2).width_pt, 400);
  EXPECT_THAT(refusal([&] { source->render(2, Dpi{4000}); }), HasSubstr("million pixels"));
  EXPECT_THROW(source->facts(3), std::logic_error);
}

TEST_F(PageSourceTest, SizeIsTheCropBoxAsShown) {
  const auto source =
      pdf({{"/MediaBox [0 0 400 600] /CropBox [100 200 350 500]", kText},
           {"/MediaBox [0 0 400 600] /CropBox [100 200 350 500] /Rotate 90", kText}});
  EXPECT_EQ(source->facts(1).width_pt, 250);
  EXPECT_EQ(source->facts(1).height_pt, 300);
  EXPECT_EQ(source->facts(2).width_pt, 300);
  EXPECT_EQ(source->facts(2).height_pt, 250);
  EXPECT_EQ(source->render(1, Dpi{144}).size(), cv::Size(500, 600));
  EXPECT_EQ(source->render(2, Dpi{144}).size(), cv::Size(600, 500));
}

struct TurnCase {
  const char* name;
  const char* entries;
  PageRect first;  ///< of the 1, Helvetica at 20 pt: 11.12 wide, base line 250, pen at 150
  int rotation;
};

class TurnTest : public PageSourceTest, public ::testing::WithParamInterface<TurnCase> {};

TEST_P(TurnTest, CharactersAreWhereTheyAreShown) {
  const auto source = pdf({{GetParam().entries, kText}});
  const std::vector<Glyph> glyphs = source->text(1);
  EXPECT_EQ(words(glyphs), "12 3");
  ASSERT_THAT(glyphs, SizeIs(3));
  EXPECT_EQ(glyphs[0].rotation, GetParam().rotation);
  // Heights differ between the fonts that stand in for Helvetica: centres count.
  const PageRect& box = glyphs[0].box;
  EXPECT_NEAR((box.x0 + box.x1) / 2, (GetParam().first.x0 + GetParam().first.x1) / 2, 4);
  EXPECT_NEAR((box.y0 + box.y1) / 2, (GetParam().first.y0 + GetParam().first.y1) / 2, 4);
  // The ink of the page is inside the characters' boxes.
  const cv::Mat page = source->render(1, Dpi{144});
  for (const Glyph& glyph : glyphs) {
    const cv::Rect where(
        cv::Point(static_cast<int>(glyph.box.x0 * 2), static_cast<int>(glyph.box.y0 * 2)),
        cv::Point(static_cast<int>(glyph.box.x1 * 2) + 1, static_cast<int>(glyph.box.y1 * 2) + 1));
    double darkest = 255;
    cv::minMaxLoc(page(where).clone().reshape(1), &darkest);
    EXPECT_LT(darkest, 100) << glyph.text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Turns,
    TurnTest,
    ::testing::Values(
        TurnCase{"upright", "/MediaBox [0 0 400 600]", {150, 336, 161.1, 350}, 0},
        TurnCase{"origin", "/MediaBox [50 100 450 700]", {100, 436, 111.1, 450}, 0},
        TurnCase{"cropped",
                 "/MediaBox [0 0 400 600] /CropBox [100 200 350 500]",
                 {50, 236, 61.1, 250},
                 0},
        TurnCase{"quarter", "/MediaBox [0 0 400 600] /Rotate 90", {250, 150, 264, 161.1}, 90},
        TurnCase{"half", "/MediaBox [0 0 400 600] /Rotate 180", {238.9, 250, 250, 264}, 180},
        TurnCase{"back", "/MediaBox [0 0 400 600] /Rotate 270", {336, 238.9, 350, 250}, 270},
        TurnCase{"cropped_quarter",
                 "/MediaBox [0 0 400 600] /CropBox [100 200 350 500] /Rotate 90",
                 {50, 50, 64, 61.1},
                 90}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(PageSourceTest, TextKeepsOrderGapsAndEveryCharacter) {
  const auto source =
      pdf({{"/MediaBox [0 0 400 600]",
            "BT /F 10 Tf 50 500 Td (7.5) Tj 100 0 Td (8) Tj 0 -20 Td (9) Tj ET"},
           {"/MediaBox [0 0 400 600]", "BT /F 10 Tf 50 500 Td (11) Tj 0.3 0 Td (11) Tj ET"},
           {"/MediaBox [0 0 400 600]", "BT 3 Tr /F 10 Tf 50 500 Td (4) Tj ET"},
           {"/MediaBox [0 0 400 600]", "BT /F 10 Tf 5 Tc 50 500 Td (12) Tj ET"},
           {"/MediaBox [0 0 400 600]",
            "/Span <</ActualText <FEFF6C11>>> BDC BT /F 10 Tf 50 500 Td (x) Tj ET EMC"},
           {"/MediaBox [0 0 400 600]", "BT /F 10 Tf 500 500 Td (x) Tj ET"}});
  EXPECT_EQ(words(source->text(1)), "7.5 8 9");
  EXPECT_EQ(words(source->text(2)), "11") << "printed twice for boldness";
  ASSERT_THAT(source->text(3), SizeIs(1));
  EXPECT_TRUE(source->text(3)[0].invisible);
  EXPECT_EQ(words(source->text(4)), "1 2");
  expect_box({source->text(4)[0].box.x0, 0, source->text(4)[0].box.x1, 0}, {50, 0, 55.56, 0}, 0.1);
  EXPECT_EQ(words(source->text(5)), "民");
  EXPECT_THAT(source->text(6), IsEmpty()) << "beyond the page";
}

TEST_F(PageSourceTest, DrawnFontsAreMeasured) {
  // Two drawn characters, 500 and 800 units wide.
  const std::vector<std::string> drawn_font{
      "<</Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [.001 0 0 .001 0 0] "
      "/CharProcs <</one 6 0 R /g77 7 0 R>> /Encoding <</Type /Encoding /Differences [65 /one "
      "/g77]>> /FirstChar 65 /LastChar 66 /Widths [500 800] /Resources <<>> /ToUnicode 8 0 R>>",
      "<</Length 41>>\nstream\n500 0 0 -100 400 700 d1 0 0 400 700 re f \nendstream",
      "<</Length 41>>\nstream\n800 0 0 -100 700 800 d1 0 0 700 700 re f \nendstream",
      "<</Length 96>>\nstream\n/CMapName /x def 1 begincodespacerange <00> <FF> "
      "endcodespacerange\n2 beginbfchar <41> <0031> <42> <0032> \nendstream"};
  const auto source =
      pdf({{"/MediaBox [0 0 400 600]", "BT /T 20 Tf 100 300 Td (AB) Tj ET"}}, drawn_font);
  const std::vector<Glyph> glyphs = source->text(1);
  ASSERT_THAT(glyphs, SizeIs(2));
  EXPECT_EQ(glyphs[0].text, "1");
  EXPECT_EQ(glyphs[1].text, "2");
  expect_box(glyphs[0].box, {100, 284, 110, 302});
  expect_box(glyphs[1].box, {110, 284, 126, 302});
}

TEST_F(PageSourceTest, CharactersThatMapToNothingAreNotLost) {
  const auto source = pdf({{"/MediaBox [0 0 400 600]", "BT /T 20 Tf 100 300 Td <00410042> Tj ET"}},
                          {"<</Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
                           "/DescendantFonts [6 0 R] /ToUnicode 8 0 R>>",
                           "<</Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 "
                           "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement "
                           "0>> /FontDescriptor 7 0 R>>",
                           "<</Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 "
                           "1000 900] /Ascent 900 /Descent -200 /ItalicAngle 0 /CapHeight 700 "
                           "/StemV 80>>",
                           "<</Length 99>>\nstream\n/CMapName /x def 1 begincodespacerange <0000> "
                           "<FFFF> endcodespacerange\n1 beginbfchar <0041> <0031> \nendstream"});
  EXPECT_EQ(words(source->text(1)), "1\xEF\xBF\xBD");
}

TEST_F(PageSourceTest, PicturesHavePlaceAndResolution) {
  const auto source =
      pdf({{"/MediaBox [0 0 400 600]", "q 36 0 0 72 160 300 cm /I Do Q"},
           {"/MediaBox [0 0 400 600] /CropBox [100 200 350 500] /Rotate 90",
            "q 36 0 0 72 160 300 cm /I Do Q"},
           {"/MediaBox [0 0 400 600]",
            "q 72 0 0 72 10 10 cm BI /W 2 /H 2 /CS /G /BPC 8 ID EIEI EI Q BT /F 9 Tf (x) Tj ET"}});
  const PageFacts upright = source->facts(1);
  ASSERT_THAT(upright.pictures, SizeIs(1));
  expect_box(upright.pictures[0].box, {160, 228, 196, 300}, 1e-6);
  EXPECT_EQ(upright.pictures[0].width_px, 2);
  EXPECT_EQ(upright.pictures[0].height_px, 4);
  EXPECT_NEAR(upright.pictures[0].dpi.per_inch, 4, 1e-9);
  EXPECT_FALSE(upright.scan);
  EXPECT_EQ(upright.native.per_inch, 0);
  ASSERT_THAT(source->facts(2).pictures, SizeIs(1));
  expect_box(source->facts(2).pictures[0].box, {100, 60, 172, 96}, 1e-6);
  EXPECT_THAT(source->facts(3).pictures, SizeIs(1));
  EXPECT_THAT(source->text(3), SizeIs(1));
}

TEST_F(PageSourceTest, ScansAreTold) {
  const std::string whole = "q 400 0 0 600 0 0 cm /I Do Q ";
  std::string words_over;
  for (int i = 0; i < 100; ++i) words_over += fmt::format("1 0 0 1 {} 300 Tm (x) Tj ", 3 * i + 20);
  const auto source = pdf(
      {{"/MediaBox [0 0 400 600]", whole},
       {"/MediaBox [0 0 400 600]", "q 400 0 0 300 0 0 cm /I Do Q q 400 0 0 300 0 300 cm /I Do Q"},
       {"/MediaBox [0 0 400 600]", "q 400 0 0 480 0 60 cm /I Do Q"},
       {"/MediaBox [0 0 400 600]", whole + "BT /F 9 Tf 3 Tr " + words_over + "ET"},
       {"/MediaBox [0 0 400 600]", "BT /F 9 Tf " + words_over + "ET " + whole},
       {"/MediaBox [0 0 400 600]", whole + "BT /F 9 Tf " + words_over + "ET"}});
  EXPECT_TRUE(source->facts(1).scan);
  EXPECT_NEAR(source->facts(1).native.per_inch, 2 * 72 / 400.0, 1e-9) << "the coarser direction";
  EXPECT_TRUE(source->facts(2).scan) << "strips";
  EXPECT_FALSE(source->facts(3).scan) << "four fifths of the page";
  EXPECT_TRUE(source->facts(4).scan) << "a scanner's invisible words";
  EXPECT_TRUE(source->facts(5).scan) << "words under the picture";
  EXPECT_FALSE(source->facts(6).scan) << "print on a background";
}

TEST_F(PageSourceTest, HairlinesAreDrawnDark) {
  const auto source = pdf({{"/MediaBox [0 0 72 72]", "0.05 w 10 36.2 m 60 36.2 l S"}});
  const cv::Mat page = source->render(1, Dpi{200});
  EXPECT_EQ(page.type(), CV_8UC3);
  EXPECT_EQ(page.size(), cv::Size(200, 200));
  double darkest = 255;
  cv::minMaxLoc(page.reshape(1), &darkest);
  EXPECT_LT(darkest, 30);
}

TEST_F(PageSourceTest, CropsAreTurnedUpright) {
  // A black square of 10 points at the top left of the stored page.
  const std::filesystem::path path =
      file("square.pdf", pdf_bytes({{"/MediaBox [0 0 100 200]", "0 190 10 10 re f"}}));
  PageCropper cropper(path);
  const cv::Mat stored = cropper.crop(1, 0, {2, 2, 8, 8});
  EXPECT_EQ(stored.size(), cv::Size(28, 28));  // 10 points at 200 dpi
  EXPECT_LT(cv::mean(stored)[0], 1);
  EXPECT_LT(cv::mean(cropper.crop(1, 90, {192, 2, 198, 8}))[0], 1);
  EXPECT_LT(cv::mean(cropper.crop(1, 180, {92, 192, 98, 198}))[0], 1);
  EXPECT_LT(cv::mean(cropper.crop(1, 270, {2, 92, 8, 98}))[0], 1);
  EXPECT_EQ(cropper.crop(1, 0, {500, 500, 510, 510}).size(), cv::Size(1, 1));
}

}  // namespace
}  // namespace gouji
