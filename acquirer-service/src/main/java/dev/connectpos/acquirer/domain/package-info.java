/** What a payment is and may become: pure, without clock, random numbers or input and output. */
@NullMarked
package dev.connectpos.acquirer.domain;

import org.jspecify.annotations.NullMarked;
