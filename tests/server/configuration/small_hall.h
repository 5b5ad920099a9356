// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace talon::configuration {

/// The smallest hall that is good; each test changes one thing.
inline const std::string small_hall = R"([hall]
id = "small"
name = "Малый зал"
short_name = "Малый зал"
zone = "Europe/Moscow"
public_url = "https://zal.example.ru"
regulation = "rules"
[[hours]]
days = ["mon"]
from = "9:00"
to = "18:00"
[[regulation]]
name = "rules"
title = "Правила"
status = "in force"
valid_from = 2020-01-01
[[regulation.limit]]
clause = "1"
measure = "wait"
procedure = "ask"
limit_min = 30
text = "Не больше 30 минут."
[[procedure]]
id = "ask"
letter = "А"
title = "Спросить"
[[group]]
id = "all"
title = "Всё"
[[service]]
id = "help"
group = "all"
title = "Помощь"
[[service.offer]]
procedure = "ask"
brief = ["паспорт"]
[[room]]
id = "1"
title = "кабинет 1"
[[desk]]
id = "1"
room = "1"
title = "окно 1"
serves = ["help/ask"]
[[kiosk]]
id = "kiosk1"
title = "Терминал"
letter = "П"
)";

}  // namespace talon::configuration
