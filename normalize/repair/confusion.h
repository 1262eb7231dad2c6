// How likely one printed figure is read as another: digits that look alike, lost or doubled digits
// and separators, neighbours swapped. Costs are nats; smaller is likelier. Priors from the shapes
// of digits, which counts of what readers confuse correct.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// Costs of single characters of numbers: digits, point, minus.
class ConfusionModel {
 public:
  static constexpr char kNothing = ' ';  ///< for a character that is lost or added

  /// The priors.
  ConfusionModel();

  /// Of reading one character for another; kNothing on one side: added or lost.
  double cost(char read, char printed) const;

  void set(char read, char printed, double cost);

  bool operator==(const ConfusionModel&) const = default;

 private:
  static constexpr std::size_t kCharacters = 13;
  static std::size_t index(char c);

  std::array<std::array<double, kCharacters>, kCharacters> costs_;
};

/// How often one character of numbers was read as another; "" on one side: lost, or made up.
struct ConfusionCount {
  std::string printed;
  std::string read;
  int count = 0;

  bool operator==(const ConfusionCount&) const = default;
};

/// The priors after these counts, all readers together: for each printed character the mean of a
/// Dirichlet distribution whose prior mass is that of a few misread characters. Counts of other
/// characters are passed over.
ConfusionModel learned_confusions(const std::vector<ConfusionCount>& counts);

/// The cost of reading `printed` as `read`: a weighted edit distance over digits, point and sign.
/// 0 for equal texts.
double confusion_cost(std::string_view read,
                      std::string_view printed,
                      const ConfusionModel& model = {});

/// What `read` may have been in print at the cost of one edit, at most `limit` each, without
/// leading zeros that no budget prints. Ordered, no duplicates, never `read` itself.
std::vector<std::string> single_confusions(std::string_view read,
                                           double limit,
                                           const ConfusionModel& model = {});

}  // namespace gouji
