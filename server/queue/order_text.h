// SPDX-License-Identifier: MIT
// The order of calls in Russian sentences: what a mode is, why a ticket was called, why not another one.
#pragma once

#include <string>

#include "server/queue/turn.h"

namespace talon::queue {

/// "живая очередь, уступка 20 минут"
[[nodiscard]] std::string mode_title(OrderMode mode);
/// "Живая очередь. …"
[[nodiscard]] std::string mode_text(OrderMode mode);
/// "Вызван по порядку: до конца срока ожидания 12 мин. Следующий В013: …"
[[nodiscard]] std::string call_text(const TicketCalled& call);
/// The answer to somebody who waited at that call with `mine`, at `t`.
[[nodiscard]] std::string call_before_text(const TicketCalled& call, const Key& mine, Ticks t);

}  // namespace talon::queue
