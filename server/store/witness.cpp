// SPDX-License-Identifier: MIT
#include "server/store/witness.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace talon::store {
namespace {

constexpr std::size_t head_size = 20 + 1 + 64 + 1;
constexpr std::chrono::days kept{3};  // a kiosk may deliver yesterday's tickets

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw StorageFailure(path.string() + ": " + std::strerror(errno));
}

/// Writes the whole text to a new file and puts it in the place of `path`, durable on return.
void replace_file(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path fresh = path.string() + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) fail(fresh);
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const int reason = errno;
  ::close(file);
  if (!written || ::rename(fresh.c_str(), path.c_str()) != 0) {
    if (!written) errno = reason;
    fail(fresh);
  }
  const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(path);
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  if (!synced) fail(path);
}

}  // namespace

std::optional<Head> read_head(const std::filesystem::path& directory) {
  std::ifstream file(directory / "head");
  Head head;
  std::string digest;
  if (!(file >> head.seq >> digest) || head.seq < 0) return std::nullopt;
  const auto parsed = parse_hex(digest);
  if (!parsed) return std::nullopt;
  head.digest = *parsed;
  return head;
}

HeadFile::HeadFile(const std::filesystem::path& directory)
    : file_(::open((directory / "head").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail(directory / "head");
}

HeadFile::~HeadFile() {
  ::close(file_);
}

bool HeadFile::write(const Head& head) {
  std::array<char, head_size + 1> line{};
  std::snprintf(line.data(), line.size(), "%020lld %s\n", static_cast<long long>(head.seq),
                hex(head.digest).c_str());
  return ::pwrite(file_, line.data(), head_size, 0) == static_cast<ssize_t>(head_size);
}

NumberFloors::NumberFloors(std::filesystem::path directory) : directory_(std::move(directory)) {
  const auto path = directory_ / "numbers.floor";
  std::ifstream file(path);
  if (!file) return;
  std::string line;
  bool complete = false;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string first;
    std::string second;
    words >> first >> second;
    const auto date = parse_date(first);
    const auto number = parse_ticket_number(second);
    if (first == "seq") {
      seq_ = std::strtoll(second.c_str(), nullptr, 10);
    } else if (first == "pending") {
      pending_ = true;
    } else if (first == "end") {
      complete = true;
    } else if (date && number) {
      floors_[{std::chrono::sys_days{*date}, number->letter}] = number->ordinal;
    } else {
      complete = false;
      break;
    }
  }
  if (!complete) throw StorageFailure(path.string() + ": damaged; see server/store/README.md");
}

void NumberFloors::cover(const std::vector<std::pair<Date, TicketNumber>>& numbers, std::int64_t seq) {
  if (numbers.empty()) return;
  auto raised = floors_;
  bool changed = false;
  // The more numbers a commit takes, the further ahead: else a flood would pay a second flush each time.
  const auto many = static_cast<std::uint32_t>(std::min<std::size_t>(numbers.size(), 128));
  const std::uint32_t ahead = many / 8 * 256;
  for (const auto& [date, number] : numbers) {
    std::uint32_t& floor = raised[{std::chrono::sys_days{date}, number.letter}];
    if (number.ordinal <= floor) continue;
    floor = (number.ordinal + ahead + step - 1) / step * step;
    changed = true;
  }
  if (!changed) return;
  const auto oldest = raised.rbegin()->first.first - kept;
  std::erase_if(raised, [&](const auto& item) { return item.first.first < oldest; });
  std::swap(floors_, raised);
  std::swap(seq_, seq);
  try {
    save();
  } catch (const StorageFailure&) {
    std::swap(floors_, raised);
    std::swap(seq_, seq);
    throw;
  }
}

void NumberFloors::set_pending(bool pending, std::int64_t seq) {
  pending_ = pending;
  seq_ = seq;
  save();
}

void NumberFloors::merge(const std::vector<NumberFloorRaised>& floors) {
  for (const NumberFloorRaised& item : floors) {
    std::uint32_t& floor = floors_[{std::chrono::sys_days{item.date}, item.number.letter}];
    floor = std::max(floor, item.number.ordinal);
  }
}

std::vector<NumberFloorRaised> NumberFloors::all() const {
  std::vector<NumberFloorRaised> list;
  for (const auto& [key, ordinal] : floors_) list.push_back({Date{key.first}, {key.second, ordinal}});
  return list;
}

void NumberFloors::save() const {
  std::string text = "seq " + std::to_string(seq_) + "\n";
  if (pending_) text += "pending yes\n";
  for (const auto& [key, ordinal] : floors_) {
    text += format_date(Date{key.first}) + " " + TicketNumber{key.second, ordinal}.text() + "\n";
  }
  replace_file(directory_ / "numbers.floor", text + "end\n");
}

}  // namespace talon::store
