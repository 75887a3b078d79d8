package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who the order is for, as the PDV names them; often a table rather than a person.
 *
 * @param name 1 to 64 characters
 */
public record Customer(CustomerId id, String name, @Nullable String email) {}
