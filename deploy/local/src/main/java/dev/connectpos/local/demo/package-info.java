/** Two sales through the real interfaces, told hop by hop. */
@NullMarked
package dev.connectpos.local.demo;

import org.jspecify.annotations.NullMarked;
