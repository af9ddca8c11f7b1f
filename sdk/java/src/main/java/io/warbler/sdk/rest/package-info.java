/** The REST part: users, logins, tickets, friends, groups. Blocking calls; failures are {@link WarblerApiException}. */
@NullMarked
package io.warbler.sdk.rest;

import org.jspecify.annotations.NullMarked;
