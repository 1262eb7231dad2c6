// How our own JSON is read into plain values: members by name, lists item by item. What is missing
// or of another type throws nlohmann::json::exception; a number that is not whole or too large for
// its field std::invalid_argument.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace gouji {

/// The library itself would cut a number until it fits.
template <class Value>
void read_value(const nlohmann::ordered_json& json, Value& value) {
  if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
    if (!json.is_number_integer())
      throw std::invalid_argument("'" + json.dump() + "' is no whole number");
    const bool beyond = json.is_number_unsigned() &&
                        json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max();
    const auto number = beyond ? 0 : json.get<std::int64_t>();
    if (beyond || number < std::numeric_limits<Value>::min() ||
        number > std::numeric_limits<Value>::max())
      throw std::invalid_argument("the number " + json.dump() + " is out of range");
    value = static_cast<Value>(number);
  } else {
    json.get_to(value);
  }
}

inline void read_members(const nlohmann::ordered_json& /*object*/) {}

/// read_members(json, "row", cell.row, "column", cell.column)
template <class Value, class... Rest>
void read_members(const nlohmann::ordered_json& object,
                  const char* name,
                  Value& value,
                  Rest&&... rest) {
  read_value(object.at(name), value);
  read_members(object, std::forward<Rest>(rest)...);
}

/// The items of the list of that name, each as `read_item` understands it.
template <class ReadItem>
auto read_list(const nlohmann::ordered_json& object, const char* name, ReadItem read_item) {
  std::vector<decltype(read_item(object))> items;
  for (const nlohmann::ordered_json& item : object.at(name)) items.push_back(read_item(item));
  return items;
}

}  // namespace gouji
