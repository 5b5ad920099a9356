// SPDX-License-Identifier: MIT
#include "server/http/metrics.h"

#include <algorithm>
#include <string_view>

#include "server/model/names.h"

namespace talon::http {
namespace {

std::string label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out.push_back('\\');
    out.push_back(c == '\n' ? ' ' : c);
  }
  return out;
}

class Text {
 public:
  void metric(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ +=
        "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " + std::string(type) + "\n";
  }
  template <class Number>
  void value(const std::string& labels, Number number) {
    out_ += name_ + (labels.empty() ? "" : "{" + labels + "}") + " " + std::to_string(number) + "\n";
  }
  std::string take() { return std::move(out_); }

 private:
  std::string name_;
  std::string out_;
};

void lines(Text& text, const LivePicture& live) {
  const auto of = [](const LinePicture& line) {
    return "service=\"" + label(line.service.value) + "\",procedure=\"" + label(line.procedure.value) + "\"";
  };
  text.metric("talon_waiting", "gauge", "tickets waiting in a line");
  for (const LinePicture& line : live.lines) text.value(of(line), line.waiting);
  text.metric("talon_waiting_over_limit", "gauge", "tickets waiting longer than the regulation allows");
  for (const LinePicture& line : live.lines) text.value(of(line), line.over);
  text.metric("talon_oldest_wait_seconds", "gauge", "longest wait of those waiting now");
  for (const LinePicture& line : live.lines) {
    text.value(of(line), line.oldest_s.value_or(Seconds{0}).count());
  }
}

void elements(Text& text, const LivePicture& live) {
  text.metric("talon_desk_state", "gauge", "1 for the state a desk is in");
  for (const LiveDesk& desk : live.desks) {
    for (const auto& [state, name] : Names<DeskState>::all) {
      text.value("desk=\"" + label(desk.desk.value) + "\",state=\"" + std::string(name) + "\"",
                 desk.state == state ? 1 : 0);
    }
  }
  text.metric("talon_element_up", "gauge", "1 while an element of the hall reports and has not failed");
  for (const DevicePicture& device : live.devices) {
    const bool up = device.health == Health::ok || device.health == Health::warning;
    text.value("element=\"" + label(device.device.value) + "\"", up ? 1 : 0);
  }
  // A terminal in safe mode, a board without its voice: up, and yet somebody should look.
  text.metric("talon_component_health", "gauge", "0 ok, 1 warning, 2 failed, as the element says; 3 silent");
  for (const DevicePicture& device : live.devices) {
    for (const ComponentPicture& part : device.components) {
      text.value("element=\"" + label(device.device.value) + "\",component=\"" + label(part.component) + "\"",
                 static_cast<int>(part.health));
    }
  }
}

}  // namespace

std::string metrics_text(const Counters& counters, const HallFigures& hall) {
  Text text;
  text.metric("talon_tickets_issued_total", "counter", "tickets issued on this service date");
  text.value("", hall.live.issued);
  text.metric("talon_tickets_served_total", "counter", "visits served on this service date");
  text.value("", hall.live.served);
  text.metric("talon_limit_breaches", "gauge",
              "breaches of this service date as shown to the manager, at most 50");
  text.value("", hall.live.breaches.size());
  lines(text, hall.live);
  elements(text, hall.live);
  text.metric("talon_journal_seq", "gauge", "last committed event");
  text.value("", hall.seq);
  text.metric("talon_commits_total", "counter", "durable commits since the start");
  text.value("", hall.commits);
  text.metric("talon_commits_failed_total", "counter", "commits the storage refused since the start");
  text.value("", hall.failed_commits);
  text.metric("talon_writable", "gauge", "1 while changing calls are accepted");
  text.value("", hall.writable ? 1 : 0);
  text.metric("talon_http_requests_total", "counter", "answers since the start");
  for (const auto& [what, count] : counters.requests) {
    text.value("method=\"" + label(what.first) + "\",status=\"" + std::to_string(what.second) + "\"", count);
  }
  text.metric("talon_http_connections", "gauge", "open connections");
  text.value("", counters.connections);
  text.metric("talon_http_streams", "gauge", "open event streams");
  text.value("", counters.streams);
  text.metric("talon_http_connections_refused_total", "counter", "connections over the limit of one address");
  text.value("", counters.refused_connections);
  text.metric("talon_http_streams_dropped_total", "counter", "readers that were too slow");
  text.value("", counters.dropped_streams);
  return text.take();
}

}  // namespace talon::http
