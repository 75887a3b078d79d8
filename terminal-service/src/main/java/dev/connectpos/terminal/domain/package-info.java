/** What a terminal, an order on it and a payment attempt are; pure. */
@NullMarked
package dev.connectpos.terminal.domain;

import org.jspecify.annotations.NullMarked;
