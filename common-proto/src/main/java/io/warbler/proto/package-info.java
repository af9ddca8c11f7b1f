/** Limits and key layouts that belong to the contract between clients and services. */
package io.warbler.proto;
