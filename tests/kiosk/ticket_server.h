// SPDX-License-Identifier: MIT
// The server of the power-cut tests.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kiosk/calls.h"
#include "server/protocol/json.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {

/// A server that keeps tickets by key, as the real one; the power may go around each message.
struct TicketServer {
  std::map<std::string, TicketReply> by_key;
  std::map<std::string, std::string> bodies;  ///< key -> what was asked under it
  std::map<std::string, std::string> slips;   ///< ticket -> last outcome
  std::set<std::string> cancelled;            ///< tickets
  Disk* disk = nullptr;                       ///< the power may go before and after each message

  Post post() {
    return [this](std::string_view path, std::string_view body, const std::optional<RequestId>& request) {
      disk->count();
      client::Reply reply;
      if (path == "/api/v1/tickets") {
        reply = take(request->value, std::string(body));
      } else {
        const std::string ticket(path.substr(16, path.rfind('/') - 16));
        if (path.ends_with("/cancel")) {
          cancelled.insert(ticket);
        } else {
          slips[ticket] = "known";
        }
        reply.status = 204;
      }
      disk->count();
      return reply;
    };
  }
  client::Reply take(const std::string& key, const std::string& body) {
    const auto asked = bodies.emplace(key, body).first;
    if (asked->second != body) return {422, "", Refusal{RefusalCode::key_reused, ""}};
    auto found = by_key.find(key);
    if (found == by_key.end()) {
      const auto own = body.find("\"number\":\"");
      const std::string number = own == body.npos
                                     ? "А" + std::to_string(100 + by_key.size())
                                     : body.substr(own + 10, body.find('"', own + 10) - own - 10);
      TicketReply ticket = screens::pictures::ticket(number);
      ticket.id = TicketId{"ticket-" + key};
      found = by_key.emplace(key, ticket).first;
    }
    return {201, protocol::encode(found->second), {}};
  }
  /// Tickets that still stand in the queue.
  [[nodiscard]] std::vector<std::string> standing() const {
    std::vector<std::string> numbers;
    for (const auto& [key, ticket] : by_key) {
      if (!cancelled.contains(ticket.id.value)) numbers.push_back(ticket.number.text());
    }
    return numbers;
  }
};

inline const screens::TakeTicket wanted{RequestId{"k1"}, ServiceId{"child_benefit"},
                                        ProcedureId{"submission"}, "ru"};

}  // namespace talon::kiosk
