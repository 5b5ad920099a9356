// SPDX-License-Identifier: MIT
// Devices, recorded decisions, and the server's own life.
#include <algorithm>
#include <array>
#include <string_view>

#include "server/model/names.h"
#include "server/queue/decide.h"
#include "server/queue/notices.h"

namespace talon::queue {
namespace {

constexpr std::array<std::string_view, 7> decision_kinds = {
    "extension", "emergency", "permission", "choice", "stop_issuing", "mode", "priority"};
/// What a desk is allowed for a time.
bool of_a_desk(const DecisionMade& decision) {
  return decision.kind == "permission" || decision.kind == "choice";
}

bool same(const DeviceNow& known, const ReportDevice::Component& report) {
  const auto found = known.components.find(report.component);
  return found != known.components.end() && found->second.health == report.health &&
         found->second.reason == report.reason;
}

/// A decision about the order of calls names what it wants exactly.
std::optional<Refusal> bad_order(const State& state, const DecisionMade& decision) {
  if (decision.kind == "mode") {
    if (!parse_name<OrderMode>(decision.value)) return refuse(RefusalCode::bad_request, "value");
    if (!decision.subject.empty()) return refuse(RefusalCode::bad_request, "subject");
  }
  if (decision.kind == "priority") {
    if (state.configuration->priority(decision.subject) == nullptr) {
      return refuse(RefusalCode::bad_request, "subject");
    }
    if (!parse_name<PriorityRule>(decision.value)) return refuse(RefusalCode::bad_request, "value");
  }
  return std::nullopt;
}

}  // namespace

Outcome decide_one(const Context& context, const ReportDevice& command) {
  const bool own = context.by.role == Role::system && command.device.value == own_machine;
  if (!own && context.state.configuration->device(command.device) == nullptr) {
    return refuse(RefusalCode::unknown_device, command.device.value);
  }
  static const DeviceNow never_heard;
  const auto found = context.state.devices.find(command.device);
  const DeviceNow& known = found == context.state.devices.end() ? never_heard : found->second;
  Events events;
  const auto last = context.state.heard.find(command.device);
  const bool silent_by_now =
      last != context.state.heard.end() && context.now.t - last->second.t >= silence(context.state);
  if (known.silent || silent_by_now) events.push_back(DeviceReturned{command.device});
  for (const ReportDevice::Component& report : command.components) {
    if (same(known, report)) continue;
    events.push_back(DeviceChanged{command.device, report.component, report.health, report.reason});
  }
  return events;
}

Outcome decide_one(const Context& context, const CallHelp& command) {
  if (context.state.configuration->device(command.device) == nullptr) {
    return refuse(RefusalCode::unknown_device, command.device.value);
  }
  return Events{HelpCalled{command.device}};
}

Outcome decide_one(const Context& context, const AnswerHelp& command) {
  const State& state = context.state;
  if (state.configuration->device(command.device) == nullptr) {
    return refuse(RefusalCode::unknown_device, command.device.value);
  }
  const auto call = std::find_if(state.help.begin(), state.help.end(),
                                 [&](const auto& item) { return item.first == command.device; });
  if (call == state.help.end()) return Events{};  // a colleague was quicker
  return Events{HelpAnswered{command.device, context.now.at.utc - call->second.utc}};
}

Outcome decide_one(const Context& context, const Decide& command) {
  const DecisionMade& decision = command.decision;
  const bool known =
      std::find(decision_kinds.begin(), decision_kinds.end(), decision.kind) != decision_kinds.end();
  if (!known) return refuse(RefusalCode::bad_request, "kind");
  if (decision.reason.empty() && decision.kind != "emergency") return refuse(RefusalCode::reason_required);
  const bool ends = decision.kind == "extension" || of_a_desk(decision);
  if (ends && !decision.until) return refuse(RefusalCode::bad_request, "until");
  if (of_a_desk(decision) && context.state.configuration->desk(DeskId{decision.subject}) == nullptr) {
    return refuse(RefusalCode::unknown_desk, decision.subject);
  }
  if (const auto refused = bad_order(context.state, decision)) return *refused;
  return Events{decision};
}

Outcome decide_one(const Context& /*context*/, const ApplyConfiguration& command) {
  return Events{command.configuration};
}
Outcome decide_one(const Context& /*context*/, const StartServer& command) {
  return Events{ServerStarted{command.version, command.clock}};
}
Outcome decide_one(const Context& /*context*/, const TimePassed& /*command*/) {
  return Events{};
}
Outcome decide_one(const Context& /*context*/, const StepClock& command) {
  return Events{ClockStepped{command.by_ms}};
}
Outcome decide_one(const Context& /*context*/, const RaiseNumberFloors& command) {
  return Events(command.floors.begin(), command.floors.end());
}

}  // namespace talon::queue
