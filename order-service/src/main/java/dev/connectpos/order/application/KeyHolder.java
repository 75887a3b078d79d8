package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.KeyKind;

/** Who calls: the account, and with which kind of key. */
public record KeyHolder(Account account, KeyKind kind) {}
