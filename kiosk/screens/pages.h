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
void warning_page(Composer& page);
void refused_page(Composer& page);
void help_page(Composer& page);

// ticket_pages.cpp
void issuing_page(Composer& page);
void ticket_page(Composer& page);
void offer_page(Composer& page);

}  // namespace talon::screens
