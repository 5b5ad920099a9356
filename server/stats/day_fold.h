// SPDX-License-Identifier: MIT
// Folds the events of one service day into its summary. Pure: the shell reads the events and knows the
// calendar. The same events give the same bytes on any later day.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/stats/day_summary.h"
#include "server/stats/signs.h"

namespace talon::stats {

class DayFold {
 public:
  /// configuration: in force when the day began. undone: numbers of the events that were taken back: they are
  /// no calls. begin: the day's nominal beginning, or the journal's if it is later.
  DayFold(const Date& date, std::shared_ptr<const Configuration> configuration, std::set<std::int64_t> undone,
          const Timestamp& begin);
  /// In the order of the journal, from `day_opened` on.
  void add(const Event& event);
  /// In force after the events so far.
  [[nodiscard]] const Configuration& configuration() const { return *configuration_; }
  /// now: where a running day ends; a day that is over ends with its `day_closed`. Without any event the
  /// server stood still all day.
  [[nodiscard]] DaySummary summary(const ReceptionDay& reception, const Timestamp& now) const;

 private:
  enum class Phase { idle, called, serving, phone };
  struct Desk {
    DeskState state = DeskState::closed;
    Phase phase = Phase::idle;
    UserId specialist;
    std::string pause_reason;
    Timestamp since;  ///< of this state and phase
  };
  /// A desk in one state and phase.
  struct Worked {
    DeskId desk;
    UserId specialist;
    DeskState state = DeskState::closed;
    Phase phase = Phase::idle;
    std::string pause_reason;
    Stretch stretch;
  };
  struct Device {
    bool silent = false;
    std::map<std::string, std::string> failed;  ///< component -> reason
    std::optional<Timestamp> down_since;
    std::string cause;
  };
  struct Issuing {
    Timestamp from;
    Timestamp to;
    std::string reason;
  };

  void on(const TicketIssued& body);
  void on(const TicketCarried& body);
  void on(const TicketCalled& body);
  void on(const ServiceStarted& body);
  void on(const ServiceFinished& body);
  void on(const TicketNoShow& body);
  void on(const TicketHeld& body);
  void on(const TicketTransferred& body);
  void on(const TicketCancelled& body);
  void on(const DeskOpened& body);
  void on(const DeskTakenOver& body);
  void on(const DeskPaused& body);
  void on(const DeskResumed& body);
  void on(const DeskClosed& body);
  void on(const PhoneStarted& body);
  void on(const PhoneEnded& body);
  void on(const DeviceChanged& body);
  void on(const DeviceSilent& body);
  void on(const DeviceReturned& body);
  void on(const DecisionMade& body);
  void on(const ConfigurationApplied& body);
  void on(const ServerStarted& body);
  void on(const DayClosed& body);

  /// The desk's running stretch ends now; `change` makes the next one.
  template <class Change>
  void turn(const DeskId& desk, Change&& change);
  /// Lines with and without an open desk, after a desk or the configuration changed.
  void watch_lines();
  [[nodiscard]] bool any_open(const LineId& line) const;
  void watch_device(Device& device, const DeviceId& id);
  DeskLoad& load(const DeskId& desk, const UserId& specialist);
  void note_out_of_turn(OutOfTurnCall call);

  // ---- of summary()
  [[nodiscard]] std::vector<DeskLoad> loads(const Timestamp& end) const;
  [[nodiscard]] std::map<DeskId, std::vector<Stretch>> received(const Timestamp& end) const;
  [[nodiscard]] std::vector<Worked> worked(const Timestamp& end) const;
  [[nodiscard]] std::vector<Gap> device_gaps(const DeviceId& device, const Timestamp& end) const;
  [[nodiscard]] std::vector<Gap> issuing_gaps() const;
  [[nodiscard]] std::vector<Gap> desk_gaps(const DeskId& desk, const Timestamp& end) const;
  [[nodiscard]] std::vector<Gap> line_gaps(const LineId& line, const Timestamp& end) const;
  [[nodiscard]] std::vector<Gap> server_gaps(const Timestamp& end) const;
  [[nodiscard]] Millis recorded(const Stretch& stretch) const;
  [[nodiscard]] std::vector<Gap> all_down(DeviceRole role, const Timestamp& end) const;
  [[nodiscard]] std::vector<ElementDay> elements(const ReceptionDay& reception, const Timestamp& end) const;

  Date date_;
  std::shared_ptr<const Configuration> configuration_;
  std::set<std::int64_t> undone_;
  Timestamp begin_;
  Timestamp now_;                   ///< of the event being added; never goes back
  std::optional<Timestamp> first_;  ///< of the first event
  std::deque<Timestamp> recent_;    ///< of the events of the last seconds, and of the one before them
  std::optional<Timestamp> closed_;
  std::optional<Timestamp> extended_;
  Signs signs_;
  Talks talks_;
  Registries registries_;
  Appointments appointments_;
  DaySummary summary_;
  std::map<DeskId, Desk> desks_;
  std::vector<Worked> worked_;
  std::map<DeviceId, Device> devices_;
  std::map<DeviceId, std::vector<Gap>> device_gaps_;
  std::vector<Gap> stops_;
  std::vector<Stretch> unrecorded_;  ///< before a day's end that was recorded late
  std::vector<Issuing> issuing_;
  std::map<LineId, std::optional<Timestamp>> without_desk_;  ///< since when; empty: it has one
  std::map<LineId, std::vector<Gap>> line_gaps_;
  std::map<std::pair<DeskId, UserId>, DeskLoad> loads_;
  std::unordered_map<TicketId, DeskId> at_desk_;
  std::unordered_map<TicketId, Promise> promised_;
  std::unordered_map<TicketId, LineId> line_of_;
};

/// `gaps` within `hours`, overlapping ones of one cause joined, in order.
[[nodiscard]] std::vector<Gap> within(const std::vector<Gap>& gaps, const std::vector<Stretch>& hours);
/// `hours` without `breaks`.
[[nodiscard]] std::vector<Stretch> without(const std::vector<Stretch>& hours,
                                           const std::vector<Stretch>& breaks);

}  // namespace talon::stats
