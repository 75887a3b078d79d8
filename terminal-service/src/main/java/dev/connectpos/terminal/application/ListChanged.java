package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;

/**
 * Listed orders of the account are about to change with the running transaction: which there are,
 * or what they owe. Observed after the commit by whoever holds sockets of its terminals; a replica
 * that does not hear of it finds the change by the version of the list.
 */
public record ListChanged(AccountId account) {}
