#include "cli/batch/reporter.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(ProgressText, SaysRateTimeLeftFailuresAndFlags) {
  const BatchProgress progress{.documents_done = 30,
                               .documents_total = 120,
                               .work_done = 40,
                               .work_total = 160,
                               .failed = 2,
                               .flagged_cells = 17,
                               .pages_done = 600,
                               .now = "a\nb 3/20"};
  EXPECT_EQ(progress_text(progress, 200),
            "30/120  3.0 pages/s  left 10 min  2 failed  17 flagged  a b 3/20");
}

// The longest documents come first: what is left is measured in work, not in documents.
TEST(ProgressText, TimeLeftGoesByLength) {
  const BatchProgress progress{.documents_done = 1,
                               .documents_total = 10,
                               .work_done = 90,
                               .work_total = 99,
                               .pages_done = 100,
                               .now = ""};
  EXPECT_EQ(progress_text(progress, 100), "1/10  1.0 pages/s  left 10 s");
}

TEST(ProgressText, NothingIsKnownAtTheStart) {
  EXPECT_EQ(progress_text({.documents_total = 10, .now = ""}, 0), "0/10");
}

}  // namespace
}  // namespace gouji
