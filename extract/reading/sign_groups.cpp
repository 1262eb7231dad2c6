#include "extract/reading/sign_groups.h"

#include <string_view>
#include <unordered_map>

namespace gouji {
namespace {

struct Sign {
  std::string_view text;
  std::vector<std::string_view> shapes;  ///< the same mark on paper under other code points
};

std::vector<Sign> figures() {
  return {{"0", {"０", "O", "o", "Ｏ", "〇", "○"}},
          {"1", {"１", "l", "I", "|", "｜", "Ⅰ"}},
          {"2", {"２"}},
          {"3", {"３"}},
          {"4", {"４"}},
          {"5", {"５", "S", "Ｓ"}},
          {"6", {"６"}},
          {"7", {"７"}},
          {"8", {"８"}},
          {"9", {"９"}}};
}

std::vector<Sign> amount_signs() {
  std::vector<Sign> signs = figures();
  signs.insert(signs.end(),
               {{",", {"，", "、", "‚", "'"}},
                {".", {"．", "。", "·", "•"}},
                {"-", {"－", "—", "–", "−", "一", "―", "‐", "ー", "_", "~"}},
                {"(", {"（"}},
                {")", {"）"}},
                {"%", {"％"}},
                {"△", {"∆", "Δ", "▲", "Ａ"}}});
  return signs;
}

}  // namespace

SignGroups group_signs(std::span<const std::string> characters, Alphabet alphabet) {
  const std::vector<Sign> signs = alphabet == Alphabet::Code ? figures() : amount_signs();
  SignGroups result;
  result.signs.emplace_back();
  std::unordered_map<std::string_view, int> sign_of;
  for (const Sign& sign : signs) {
    const int number = static_cast<int>(result.signs.size());
    result.signs.emplace_back(sign.text);
    sign_of.emplace(sign.text, number);
    for (std::string_view shape : sign.shapes) sign_of.emplace(shape, number);
  }
  result.groups.reserve(characters.size());
  for (const std::string& character : characters) {
    const auto found = sign_of.find(character);
    result.groups.push_back(found == sign_of.end() ? -1 : found->second);
  }
  if (!result.groups.empty()) result.groups.front() = 0;
  return result;
}

}  // namespace gouji
