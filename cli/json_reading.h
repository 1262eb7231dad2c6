// How our own JSON is read into plain values: members by name, lists item by item. What is missing
// or of another type throws nlohmann::json::exception.
#pragma once

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace gouji {

inline void read_members(const nlohmann::ordered_json& /*object*/) {}

/// read_members(json, "row", cell.row, "column", cell.column)
template <class Value, class... Rest>
void read_members(const nlohmann::ordered_json& object,
                  const char* name,
                  Value& value,
                  Rest&&... rest) {
  object.at(name).get_to(value);
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
