#include "cli/worker/worker_message.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "cli/files/json_reading.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;
using Kind = WorkerMessage::Kind;

const std::pair<Kind, const char*> kKinds[] = {{Kind::Progress, "progress"},
                                               {Kind::Remark, "remark"},
                                               {Kind::Result, "result"},
                                               {Kind::Refused, "refused"},
                                               {Kind::CannotWrite, "cannot_write"},
                                               {Kind::OutOfMemory, "out_of_memory"},
                                               {Kind::Fault, "fault"}};

}  // namespace

std::string to_line(const WorkerMessage& message) {
  Json json;
  for (const auto& [kind, name] : kKinds)
    if (kind == message.kind) json["kind"] = name;
  if (message.kind == Kind::Progress) {
    json["done"] = message.pages_done;
    json["total"] = message.pages_total;
    json["now"] = message.pages_now;
  } else if (message.kind == Kind::Result) {
    json["record"] = record_json(message.record);
    json["cpu_s"] = message.cpu_s;
  } else {
    json["text"] = message.text;
    json["warning"] = message.warning;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

WorkerMessage parse_message(const std::string& line) {
  const Json json = Json::parse(line);
  WorkerMessage message;
  const auto name = json.at("kind").get<std::string>();
  const auto* const known = std::find_if(
      std::begin(kKinds), std::end(kKinds), [&](const auto& pair) { return name == pair.second; });
  if (known == std::end(kKinds)) throw std::invalid_argument("an unknown message: " + name);
  message.kind = known->first;
  if (message.kind == Kind::Progress) {
    read_members(json, "done", message.pages_done, "total", message.pages_total);
    for (const Json& item : json.at("now")) {
      int page = 0;
      read_value(item, page);
      message.pages_now.insert(page);
    }
  } else if (message.kind == Kind::Result) {
    message.record = parse_record(json.at("record").get<std::string>());
    json.at("cpu_s").get_to(message.cpu_s);
  } else {
    json.at("text").get_to(message.text);
    json.at("warning").get_to(message.warning);
  }
  return message;
}

}  // namespace gouji
