@NullMarked
package dev.connectpos.acquirer.application;

import org.jspecify.annotations.NullMarked;
