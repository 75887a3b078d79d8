package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;

/**
 * A line of an order's receipt (feature O10).
 *
 * @param description what it is
 * @param quantity how many of it
 * @param price of one piece
 */
public record ReceiptLine(String description, int quantity, Money price) {}
