// SPDX-License-Identifier: MIT
// talon-server receive: the journal of a mobile session comes to the office.
#include <iostream>

#include "server/http/commands.h"
#include "server/http/session_copy.h"
#include "server/queue/session.h"
#include "server/store/lock.h"
#include "server/store/maintenance.h"

namespace talon::http {
namespace {

namespace fs = std::filesystem;

int failed(const std::string& why) {
  std::cerr << "talon-server: " << why << '\n';
  return 1;
}

std::int64_t last_handing(const store::Reader& reader) {
  const auto all = reader.marked(SessionHanded::type, 1, store::Reader::no_end);
  return all.empty() ? 0 : all.back().seq;
}

/// The last event of a journal; seq 0: it has none.
store::StoredEvent last_event(const SessionCopy& copy) {
  const auto events = copy.reader().events(copy.state().seq, 1);
  return events.empty() ? store::StoredEvent{} : events.front();
}

struct Judged {
  std::string refused;  ///< why not; empty: it fits
  bool known = false;   ///< the same as was received before
};

/// Whether `copy` begins with all that `former` holds and tells of a new handing over.
Judged judge(const SessionCopy& copy, const SessionCopy* former) {
  if (former != nullptr) {
    const store::StoredEvent end = last_event(*former);
    if (copy.state().seq < end.seq) {
      return {"эта копия короче принятой прежде: событий в ней " + std::to_string(copy.state().seq) +
              ", а принято " + std::to_string(end.seq)};
    }
    // The chain binds an event to all before it: the same head is the same journal so far.
    const auto same = copy.reader().events(end.seq, 1);
    if (same.empty() || same.front().seq != end.seq || same.front().chain != end.chain)
      return {"это другой журнал: он не продолжает принятый прежде, расхождение до события " +
              std::to_string(end.seq)};
    if (copy.state().seq == end.seq) return {"", true};
  }
  const std::int64_t before = former == nullptr ? 0 : last_handing(former->reader());
  if (last_handing(copy.reader()) <= before)
    return {"в копии нет новой передачи дел: на ноутбуке сначала «Передать дела», потом копия журнала"};
  return {};
}

int take(const fs::path& data, const SessionCopy& copy, const fs::path& incoming) {
  const Configuration& hall = *copy.state().configuration;
  if (!queue::is_mobile(hall)) return failed("это журнал зала «" + hall.name + "», а не выездного приёма");
  if (!is_hall_id(hall.id)) return failed("имя зала «" + hall.id + "» не годится");
  const fs::path folder = copy_folder(data, hall.id);
  std::optional<SessionCopy> former;
  if (fs::exists(folder / "hall.db")) former.emplace(folder);
  const Judged judged = judge(copy, former ? &*former : nullptr);
  if (!judged.refused.empty()) return failed(judged.refused + "; ничего не изменено");
  if (judged.known) {
    std::cout << "Эта копия уже принята: событий " << copy.state().seq << ".\n";
    return 0;
  }
  store::put_copy(incoming, folder);
  std::cout << "Журнал выездного приёма «" << hall.id << "»: событий " << copy.state().seq << ", новых "
            << copy.state().seq - (former ? former->state().seq : 0)
            << ". Теперь дела принимает специалист: «Принять дела» на странице руководителя.\n";
  return 0;
}

}  // namespace

int receive_session(const fs::path& data, const fs::path& file) {
  if (!fs::exists(data / "hall.db")) return failed("в каталоге " + data.string() + " нет журнала зала");
  const fs::path sessions = data / "sessions";
  // One at a time; `run` only reads here, and reads either the former file or the new one.
  const store::HallLock lock(sessions);
  const fs::path incoming = sessions / ".incoming";
  const store::Verdict verdict = store::take_copy(file, incoming);
  if (!verdict.ok()) {
    return failed("копия повреждена, событие " + std::to_string(verdict.seq) + ": " +
                  std::string(store::sentence(verdict.damage)) +
                  (verdict.detail.empty() ? "" : " (" + verdict.detail + ")") + " Ничего не изменено");
  }
  const SessionCopy copy(incoming);
  return take(data, copy, incoming);
}

}  // namespace talon::http
