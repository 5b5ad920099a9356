// SPDX-License-Identifier: MIT
// The journal's care: verify, rebuild, backup, restore, export.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "server/http/backup.h"
#include "server/http/commands.h"
#include "server/http/session_copy.h"
#include "server/protocol/json.h"
#include "server/queue/queue.h"
#include "server/store/lock.h"
#include "server/store/maintenance.h"

namespace talon::http {
namespace {

int failed(const std::string& why) {
  std::cerr << "talon-server: " << why << '\n';
  return 1;
}

int held() {
  return failed("сервер этого зала работает: остановите его (systemctl stop talon-server) и повторите");
}

/// Makes the records again from the stored bytes, folding the hall from its first event.
store::Refold refold() {
  auto state = std::make_shared<queue::State>();
  return [state](std::string json, const store::Digest& previous) {
    const auto event = protocol::decode_event(json);
    if (!event.ok()) throw store::StorageFailure("нечитаемое событие: " + event.refusal().detail);
    store::Record record = store::make_record(*event, std::move(json), previous);
    queue::Applied applied = queue::apply(*state, *event);
    record.legs = std::move(applied.legs);
    record.legs_removed = std::move(applied.legs_removed);
    return record;
  };
}

}  // namespace

int verify_journal(const std::filesystem::path& data, const std::string& slip_head) {
  const store::Verdict verdict = store::verify(data, slip_head);
  if (!verdict.ok()) {
    return failed("журнал повреждён, событие " + std::to_string(verdict.seq) + ": " +
                  std::string(store::sentence(verdict.damage)) +
                  (verdict.detail.empty() ? "" : " (" + verdict.detail + ")"));
  }
  std::cout << "Журнал цел: событий " << verdict.events << ", конец цепочки "
            << store::head_text(verdict.head) << ".\n";
  if (verdict.witnessed)
    std::cout << "Свидетель head подтверждает до события " << *verdict.witnessed << ".\n";
  const std::string copies = copies_problem(data);
  if (!copies.empty()) return failed(copies);
  if (verdict.head_seq) std::cout << "Код с талона стоит на событии " << *verdict.head_seq << ".\n";
  return 0;
}

int rebuild_tables(const std::filesystem::path& data, bool only_check) {
  try {
    const store::Rebuilt rebuilt = store::rebuild(data, refold(), !only_check);
    std::cout << "Событий " << rebuilt.events << ", таблицы "
              << (rebuilt.changed ? (only_check ? "отличаются от журнала" : "отличались и сделаны заново")
                                  : "совпадают с журналом")
              << ".\n";
    return only_check && rebuilt.changed ? 1 : 0;
  } catch (const store::HallLocked&) {
    return held();
  }
}

int backup_hall(const std::filesystem::path& data, const std::filesystem::path& to, int keep) {
  if (std::filesystem::is_directory(to)) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::cout << "Копия зала: " << make_backup(data, to, now, keep).string() << ".\n";
    return 0;
  }
  store::backup(data, to);
  std::cout << "Копия журнала: " << to.string() << ".\n";
  return 0;
}

int restore_hall(const std::filesystem::path& data, const std::filesystem::path& from) {
  try {
    BackupRestored whole;
    if (std::filesystem::is_directory(from)) {
      whole = restore_backup(data, from);
    } else {
      whole.journal = store::restore(data, from);
    }
    const store::Restored& restored = whole.journal;
    std::cout << "Восстановлено событий " << restored.events << ", потеряно " << restored.lost << ".\n";
    if (!restored.replaced.empty()) std::cout << "Прежние файлы: " << restored.replaced.string() << ".\n";
    for (const NumberFloorRaised& floor : restored.floors) {
      std::cout << format_date(floor.date) << ": номера продолжатся после " << floor.number.text() << ".\n";
    }
    for (const std::string& file : whole.put) std::cout << file << ": восстановлен.\n";
    for (const std::string& file : whole.kept) std::cout << file << ": на месте, не тронут.\n";
    return 0;
  } catch (const store::HallLocked&) {
    return held();
  }
}

int export_journal(const std::filesystem::path& data, const std::string& file) {
  std::ofstream out;
  if (!file.empty()) {
    out.open(file, std::ios::binary | std::ios::trunc);
    if (!out) return failed("не создаётся файл " + file);
  }
  std::ostream& to = file.empty() ? std::cout : out;
  store::export_journal(data, [&to](std::string_view line) { to << line << '\n'; });
  to.flush();
  return to ? 0 : failed("не записывается " + (file.empty() ? std::string("вывод") : file));
}

}  // namespace talon::http
