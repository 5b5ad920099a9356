// SPDX-License-Identifier: MIT
#include "server/http/slip_sample.h"

#include <algorithm>
#include <iostream>

#include "server/configuration/configuration_file.h"
#include "server/http/clock.h"
#include "server/http/run.h"
#include "server/protocol/json.h"
#include "server/queue/queue.h"

namespace talon::http {
namespace {

std::string name_of_line(const LineId& line) {
  return line.service.value + "/" + line.procedure.value;
}

}  // namespace

SlipContent slip_sample(const Configuration& hall, const LineId& line, const Timestamp& now) {
  TicketIssued issued;
  issued.number = TicketNumber{hall.letter(line), 17};
  issued.service = line.service;
  issued.procedure = line.procedure;
  issued.language = "ru";
  issued.token = "AAAAAAAAAAAAAAAAAAAAAAAAAA";  // as long as a real one: the symbol is as dense
  issued.issued_at = now;
  issued.ahead = 4;
  issued.expected_wait_s = Seconds{std::chrono::minutes{19}};
  issued.not_later_s = Seconds{std::chrono::minutes{32}};
  return queue::ticket_reply(hall, issued, "AAAAAAAAAA").slip;
}

int print_slip_sample(const std::filesystem::path& file, const std::string& line) {
  const auto reading = configuration::read_configuration(read_file(file), file.string());
  if (!reading.ok()) {
    std::cerr << reading.text();
    return 1;
  }
  const Configuration& hall = *reading.configuration;
  const std::vector<LineId> lines = hall.lines();
  const auto found =
      line.empty() ? lines.begin() : std::find_if(lines.begin(), lines.end(), [&](const LineId& each) {
        return name_of_line(each) == line;
      });
  if (found == lines.end()) {
    std::cerr << "talon-server: очереди «" << line << "» в этом зале нет; есть:\n";
    for (const LineId& each : lines) std::cerr << "  " << name_of_line(each) << '\n';
    return 1;
  }
  const auto clock = real_clock(hall.zone, std::nullopt);
  std::cout << protocol::encode(slip_sample(hall, *found, clock->now().at)) << '\n';
  return 0;
}

}  // namespace talon::http
