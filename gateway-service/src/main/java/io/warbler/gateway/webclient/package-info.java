/** The web client at `/`: its files, compressed beforehand, under a strict policy. */
@NullMarked
package io.warbler.gateway.webclient;

import org.jspecify.annotations.NullMarked;
