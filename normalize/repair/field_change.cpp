#include "normalize/repair/field_change.h"

#include <algorithm>
#include <set>

namespace gouji {
namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(text);
}

}  // namespace

bool clearly_read(const Field& field) {
  return field.agreed || field.from_layer || field.status == CellStatus::Confirmed ||
         field.status == CellStatus::Repaired || field.status == CellStatus::Corrected;
}

bool unsure(const Field& field) {
  return !clearly_read(field) && (field.status == CellStatus::Flagged || !field.rivals.empty());
}

void repair_field(Field& field,
                  const std::string& value,
                  const std::string& reason,
                  const std::string& evidence) {
  if (field.value == value || field.status == CellStatus::Corrected) return;
  add_once(field.suggestions,
           "was " + (field.value.empty() ? std::string("empty") : field.value) + "; " + evidence);
  field.value = value;
  field.status = CellStatus::Repaired;
  field.reasons = {reason};
}

void flag_field(Field& field, const std::string& reason, const std::string& suggestion) {
  if (field.status == CellStatus::Repaired || field.status == CellStatus::Corrected) return;
  field.status = CellStatus::Flagged;
  add_once(field.reasons, reason);
  add_once(field.suggestions, suggestion);
}

void confirm_field(Field& field) {
  if (field.value.empty()) return;
  static const std::set<std::string> kOfTheReading = {
      "low_confidence", "readers_disagree", "cut_off", "crossed", "seal"};
  const bool mild = std::all_of(field.reasons.begin(), field.reasons.end(), [](const auto& reason) {
    return kOfTheReading.contains(reason);
  });
  if (!mild || (field.status != CellStatus::Flagged && field.status != CellStatus::Read)) return;
  field.status = CellStatus::Confirmed;
  field.reasons.clear();
}

}  // namespace gouji
