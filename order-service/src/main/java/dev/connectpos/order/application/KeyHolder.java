package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ApiKey;

/** Who calls: the account, and with which key. */
public record KeyHolder(Account account, ApiKey key) {}
