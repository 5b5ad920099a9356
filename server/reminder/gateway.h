// SPDX-License-Identifier: MIT
// Hands one reminder to the outside world: a letter to a mail server, a message to an SMS gateway.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "server/model/configuration.h"
#include "server/model/event.h"
#include "server/reminder/secrets.h"

namespace talon::reminder {

/// One reminder with whom it is for: personal data, never logged.
struct Message {
  Channel channel = Channel::none;
  std::string key;      ///< the same for every attempt: Message-ID, Idempotency-Key
  std::string to;       ///< as parse_phone or parse_email writes it
  std::string name;     ///< of the citizen; empty: not said
  std::string office;   ///< who writes
  std::string subject;  ///< of a letter
  std::string text;     ///< lines end with \n
  Timestamp at;
};

enum class Outcome {
  sent,   ///< the server took it over
  later,  ///< it may succeed another time
  never,  ///< it was understood and refused
};
struct Delivery {
  Outcome outcome = Outcome::later;
  std::string reason;  ///< a Russian sentence that names nobody; empty when sent
};

class Gateway {
 public:
  virtual ~Gateway() = default;
  /// Waits for the network; one thread.
  [[nodiscard]] virtual Delivery send(const Message& message) = 0;
  /// Ends a send that is going on, and every later one, soon; any thread.
  virtual void stop() = 0;
};

struct Patience {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds whole{30'000};
};
/// settings: of HALL.toml. Throws std::runtime_error when libcurl cannot be made ready.
[[nodiscard]] std::unique_ptr<Gateway> open_gateway(const Reminders& settings, Secrets secrets,
                                                    Patience patience = {});

}  // namespace talon::reminder
