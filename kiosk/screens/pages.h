// SPDX-License-Identifier: MIT
// One function a page; each puts its things on the composer. Internal to the screens.
#pragma once

#include "kiosk/screens/composer.h"

namespace talon::screens {

void start_page(Composer& page);
void services_page(Composer& page);
void procedures_page(Composer& page);
void details_page(Composer& page);
void closed_page(Composer& page);
void no_server_page(Composer& page);
void starting_page(Composer& page);
void ending_page(Composer& page);
void warning_page(Composer& page);
void refused_page(Composer& page);
void help_page(Composer& page);

// info_pages.cpp
void settings_page(Composer& page);
void info_page(Composer& page);
void hours_page(Composer& page);
void limits_page(Composer& page);

// room_pages.cpp
void rooms_page(Composer& page);
void room_page(Composer& page);

// typing_pages.cpp
void search_page(Composer& page);
void found_page(Composer& page);
void entry_page(Composer& page);
void own_ticket_page(Composer& page);

void code_entry_page(Composer& page);

// booking_pages.cpp
void booking_page(Composer& page);
void memo_page(Composer& page);
void cancel_page(Composer& page);
/// "вторник, 3 марта, 10:00"
[[nodiscard]] std::string when(const Composer& page, const Timestamp& time);
/// The one thing to do, at the bottom of `area`; returns what is left above.
canvas::Rect main_card(Composer& page, const canvas::Rect& area, const Action& action,
                       const std::string& title);
/// When, what for and where; `after` in small letters below.
void appointment_facts(Composer& page, const canvas::Rect& area, const AppointmentPicture& appointment,
                       const std::string& after);

// plan_pages.cpp
void days_page(Composer& page);
void times_page(Composer& page);
void confirm_page(Composer& page);
void reserving_page(Composer& page);
void reserved_page(Composer& page);

// long_text.cpp
/// Height of a list that is worth reading: its longest point, of which three lines are enough, with the row
/// to turn it over where it has several sheets.
[[nodiscard]] double least_list(const Composer& page, const std::vector<std::string>& points, double width);
/// A list with dots over as many sheets as it needs.
void bullet_list(Composer& page, const std::vector<std::string>& lines, canvas::Rect area);
/// Paragraphs, each with its size, from the top of `area`: smaller where they have no room, then over as many
/// sheets as they need.
void paragraphs(Composer& page, canvas::Rect area, std::vector<std::pair<std::string, double>> all);

// pages.cpp, shared
/// Of the button that gives a number, on paper or not.
[[nodiscard]] std::string take_label(const Composer& page);
Card service_card(const Composer& page, const ServicePicture& service, int index);

// ticket_pages.cpp
void issuing_page(Composer& page);
void ticket_page(Composer& page);
void offer_page(Composer& page);

}  // namespace talon::screens
