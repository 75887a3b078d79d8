/**
 * AES DUKPT keys (ANSI X9.24-3:2017), ISO 9564 format 4 PIN blocks and card data sealed under them.
 */
@NullMarked
package dev.connectpos.dukpt;

import org.jspecify.annotations.NullMarked;
