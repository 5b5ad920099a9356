// SPDX-License-Identifier: MIT
// A hall by seed: visitors, terminals and specialists with their mistakes, lost messages and power cuts. Each
// of them knows what he did and when; that is the truth which the server's journal is held against.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/sim_server.h"

namespace talon::sim {

struct Plan {
  std::uint64_t seed = 1;
  int visitors = 500;
  int desks = 6;
  int power_cuts = 4;
  double lost_request = 0.02;
  double lost_reply = 0.02;
};

/// What truly happened to one visitor, written down by those who did it.
struct Truth {
  struct Leg {
    Millis began{0};
    std::optional<Millis> started;  ///< first start of this leg
    Millis served{0};
  };
  Millis issued{0};
  std::optional<Millis> seen;
  std::optional<Millis> running;  ///< of the stretch in service
  std::vector<Leg> legs;
  TicketState state = TicketState::waiting;
  std::optional<Millis> ended;
  int applicants = 1;
};

class Hall {
 public:
  explicit Hall(const Plan& plan);
  /// A whole day, from opening to the end of the service day.
  void run();

  [[nodiscard]] const Server& server() const { return server_; }
  [[nodiscard]] const std::map<TicketId, Truth>& truth() const { return truth_; }
  /// What the watchers saw go wrong; empty: nothing.
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] Timestamp wall(Millis since) const { return start_.plus(since); }
  [[nodiscard]] int cuts() const { return cuts_; }
  [[nodiscard]] int repeats() const { return repeats_; }
  [[nodiscard]] int offline() const { return offline_; }
  [[nodiscard]] int undone() const { return undone_; }

 private:
  using Action = std::function<void()>;
  /// What the command truly did and when: written down once, when it is durable, whoever hears of it.
  using Effect = std::function<void(const Reply&, Millis)>;
  /// The reply has reached whoever asked.
  using Done = std::function<void(const Reply&)>;
  struct Timed {
    Millis at;
    std::uint64_t order;
    Action action;
    bool operator>(const Timed& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  struct Specialist {
    DeskId desk;
    Actor actor;
    std::optional<TicketId> ticket;
    std::vector<std::pair<TicketId, Millis>> to_return;  ///< held, and when the visitor is back
    std::map<TicketId, Truth> before;                    ///< of the last command
    bool closing = false;
  };
  struct Request {
    Command command;
    Effect effect;
    Done done;
    bool effected = false;
    bool answered = false;
    Millis decided{0};
  };

  void after(Millis span, Action action);
  void send(const Actor& by, CommandBody body, Effect effect, Done done);
  void attempt(const std::shared_ptr<Request>& request);
  void advance(Millis to);
  void cut_power();
  [[nodiscard]] Moment moment() const;

  bool chance(double p);
  Millis between(Millis from, Millis to);
  Millis service_time();

  void arrive();
  void issue_offline(const LineId& line);
  void leave(const TicketId& ticket);

  void begin(Specialist& at);
  void next(Specialist& at);
  void return_held(Specialist& at, const TicketId& ticket);
  void called(Specialist& at, const TicketId& ticket, const std::optional<TicketId>& former);
  void visitor_comes(Specialist& at, const TicketId& ticket);
  void visitor_missing(Specialist& at, const TicketId& ticket);
  void miss(Specialist& at, const TicketId& ticket);
  void serve(Specialist& at, const TicketId& ticket);
  void end_service(Specialist& at, const TicketId& ticket);
  void finish(Specialist& at, const TicketId& ticket);
  void pause(Specialist& at);
  void transfer(Specialist& at, const TicketId& ticket);
  void hold(Specialist& at, const TicketId& ticket);
  void take_back(Specialist& at, std::function<void(bool)> then);
  void came_back_later(const TicketId& ticket);
  void close(Specialist& at);

  Truth& change(Specialist& at, const TicketId& ticket);
  static void stop(Truth& truth, Millis at);
  static void end(Truth& truth, TicketState state, Millis at);
  void watch(const Event& event);
  void fault(const std::string& what, const Event& event);

  Plan plan_;
  std::mt19937_64 random_;
  Timestamp start_;
  Configuration configuration_;
  Server server_;
  Millis now_{0};
  bool up_ = true;
  std::uint64_t order_ = 0;
  std::priority_queue<Timed, std::vector<Timed>, std::greater<>> agenda_;
  std::vector<std::unique_ptr<Specialist>> specialists_;
  std::map<TicketId, Truth> truth_;
  std::vector<std::string> faults_;
  int requests_ = 0, tickets_ = 0, offline_ = 0, cuts_ = 0, repeats_ = 0, undone_ = 0;

  // The watcher's own books of the journal.
  struct Watched {
    LineId line;
    std::pair<Timestamp, std::int64_t> place;
    DeskId to_desk;
    DeskId at;
    bool waits = true;
    bool ordinary = true;  ///< has neither come back nor been sent on
  };
  std::map<TicketId, Watched> watched_;
  std::map<DeskId, TicketId> on_desk_;
  std::set<std::string> numbers_;
};

}  // namespace talon::sim
