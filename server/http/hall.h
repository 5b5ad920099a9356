// SPDX-License-Identifier: MIT
// The single writer's loop side: decide -> number -> chain -> store -> apply -> answer -> publish. Two
// states: `forming` already holds what is on its way to the disk, `committed` is all that anybody is ever
// shown.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/http/clock.h"
#include "server/http/hub.h"
#include "server/http/loop.h"
#include "server/model/command.h"
#include "server/model/picture.h"
#include "server/model/result.h"
#include "server/queue/queue.h"
#include "server/store/journal.h"
#include "server/store/writer.h"

namespace talon::http {

/// What is known of a command that was carried out under an Idempotency-Key.
struct Done {
  std::int64_t seq = 0;                 ///< its event; 0: the command had no effect
  TicketId ticket;                      ///< a ticket was issued
  std::string head;                     ///< chain after `seq`, as slips print it
  std::shared_ptr<const Event> issued;  ///< a repeat from the database: the event itself
  AppointmentId appointment;            ///< an appointment was booked
};

/// Called once on the loop thread, after the commit.
using WhenDone = std::function<void(Result<Done>)>;

/// A state folded from the journal, with what the shell needs beside it.
struct Folded {
  struct Key {
    std::string id;  ///< scope and key
    std::string sha;
    Done done;
  };
  queue::State state;
  std::int64_t seq = 0;
  store::Digest head{};
  std::vector<Key> keys;  ///< of the folded events, oldest first
};
/// Reads the journal from where a fold may begin. Throws std::runtime_error for an event it cannot read.
[[nodiscard]] Folded fold(const store::Journal& journal);

/// Requests older than those the hall remembers: answered from the database. Loop thread; a point query.
struct KnownRequest {
  std::string json;  ///< the stored event
  std::string head;
};
using FindRequest =
    std::function<std::optional<KnownRequest>(const std::string& scope, const std::string& key)>;

/// A number was taken on an earlier date: only the database knows all of those. Loop thread; a point query.
using NumberTaken = std::function<bool(const Date& date, const TicketNumber& number)>;

class Hall {
 public:
  struct World {
    store::Writer& writer;
    HallClock& clock;
    Loop& loop;
    FindRequest find;
    NumberTaken taken;
    std::function<void(const std::vector<StoredEvent>&)> committed;  ///< after each commit
    std::function<void(const std::string&)> log;
  };
  Hall(World world, Folded folded);

  /// Decides at once, answers after the commit. Refusals write nothing. A repeat of a key is answered from
  /// the event that the first one made; while that is under way, it waits for the same answer.
  void submit(Command command, WhenDone done);
  /// Sends what time alone brings; returns when it wants to be called again (at most a second).
  [[nodiscard]] Millis tick();
  /// What a virtual run found: tickets and pictures say it from now on. It is no event; a ticket keeps in its
  /// own what it was told.
  void foresee(std::shared_ptr<const queue::Outlook> outlook);
  /// A device was heard: no event, unless it had been silent.
  void heard(const DeviceId& device);

  [[nodiscard]] bool writable() const { return writable_; }
  [[nodiscard]] const queue::State& state() const { return committed_; }
  [[nodiscard]] HallTime time() const;
  /// The slip's content as of issue, for an issue that was just made or a repeat of it.
  [[nodiscard]] TicketReply ticket_reply(const Done& done) const;
  /// The answer to who booked, with the code; as it stands now, or as of booking when its day is over.
  [[nodiscard]] AppointmentPicture appointment_reply(const Done& done) const;
  [[nodiscard]] store::Writer::Counters writer_counters() const { return world_.writer.counters(); }
  /// Commands whose answer is still to come.
  [[nodiscard]] std::size_t under_way() const { return under_way_; }

 private:
  struct Known {
    std::string sha;
    Done done;
    bool durable = false;
    std::vector<WhenDone> waiting;
  };
  // One command's events on their way to the disk.
  struct Flight {
    std::vector<Event> events;
    std::vector<StoredEvent> stored;
    store::Batch batch;
    store::Digest head{};
    std::string key;  // empty: none
    Done done;
    WhenDone when_done;
  };

  [[nodiscard]] bool gone(const Done& done) const;
  [[nodiscard]] bool incomplete(const Done& done) const;
  bool answer_repeat(const Command& command, const std::string& key, WhenDone& done);
  void decide_overdue(const Moment& now);
  [[nodiscard]] bool taken_before(const Command& command) const;
  [[nodiscard]] std::shared_ptr<Flight> form(queue::Decision decision, const Command& command,
                                             const Moment& now);
  void add_event(Flight& flight, Event event);
  void send(const std::shared_ptr<Flight>& flight);
  void landed(Flight& flight);
  void failed(Flight& flight, const std::string& reason);
  void recover();
  void remember(const std::string& key, Known known);

  World world_;
  queue::State committed_;
  queue::State forming_;
  store::Digest committed_head_{};
  store::Digest forming_head_{};
  bool writable_ = true;
  std::size_t under_way_ = 0;
  std::unordered_map<std::string, Known> known_;
  std::deque<std::string> known_order_;
};

}  // namespace talon::http
