// How likely one printed figure is read as another: digits that look alike, lost or doubled digits
// and separators, neighbours swapped. Costs are nats; smaller is likelier. Priors from the shapes
// of digits, until a file of measured costs replaces them.
#pragma once

#include <array>
#include <filesystem>
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

/// Measured costs over the priors: a CSV file with the columns read, printed, cost; an empty cell
/// is nothing (lost, added). An absent file leaves the priors; a malformed one throws InputError.
ConfusionModel load_confusions(const std::filesystem::path& file);

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
