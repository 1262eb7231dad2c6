#include "cli/batch/document_names.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace gouji {
namespace {

constexpr std::size_t kKeyDigits = 8;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// Length of the well-formed UTF-8 sequence at the start of `bytes`, 0 when there is none.
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto follows = [&](std::size_t i, unsigned low, unsigned high) {
    return i < bytes.size() && at(i) >= low && at(i) <= high;
  };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : 0xbf;  // no surrogates
    return follows(1, low, high) && follows(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
    return follows(1, low, high) && follows(2, 0x80, 0xbf) && follows(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7f;
  return first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
}

}  // namespace

std::string valid_utf8(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    text += length == 0 ? kReplacement : bytes.substr(0, length);
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text;
}

std::string document_stem(const std::string& file_name) {
  const std::string stem = valid_utf8(std::filesystem::path(file_name).stem().native());
  std::string name;
  for (std::string_view rest = stem; !rest.empty();) {
    const std::string_view character = rest.substr(0, sequence_length(rest));
    rest.remove_prefix(character.size());
    const std::string_view kept = is_control(character) ? std::string_view("_") : character;
    if (name.size() + kept.size() > kMaxStemBytes) break;
    name += kept;
  }
  const bool dots = name.find_first_not_of('.') == std::string::npos;  // "..": another folder
  return dots ? "_" + name : name;
}

bool is_reserved_name(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kReserved{
      "combined", "manifest.csv", "run.jsonl", "review.csv", "corrections.csv"};
  return name.starts_with('.') ||
         std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

std::vector<std::string> assign_names(const std::vector<NameRequest>& requests,
                                      const std::map<std::string, std::string>& taken) {
  std::map<std::string, std::string> name_of_key;
  for (const auto& [name, key] : taken) name_of_key.emplace(key, name);
  std::map<std::string, int> wishes;
  for (const NameRequest& request : requests)
    if (!name_of_key.contains(request.key)) ++wishes[request.stem];

  std::map<std::string, std::string> used = taken;
  std::vector<std::string> names;
  names.reserve(requests.size());
  for (const NameRequest& request : requests) {
    if (const auto known = name_of_key.find(request.key); known != name_of_key.end()) {
      names.push_back(known->second);
      continue;
    }
    std::string name = request.stem;
    if (wishes[request.stem] > 1 || is_reserved_name(name) || used.contains(name))
      name = request.stem + "~" + request.key.substr(0, kKeyDigits);
    // Eight digits that are alike by chance: more of them tell the contents apart.
    for (std::size_t digits = kKeyDigits + 1; used.contains(name) && digits <= request.key.size();
         ++digits)
      name = request.stem + "~" + request.key.substr(0, digits);
    used.emplace(name, request.key);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace gouji
