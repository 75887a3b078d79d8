package dev.connectpos.acquirer.application;

/**
 * A card at rest: what anybody may know, and the rest sealed.
 *
 * @param facts in clear
 * @param sealed opens for its own row only
 */
public record VaultedCard(PublicCard facts, Envelope sealed) {}
