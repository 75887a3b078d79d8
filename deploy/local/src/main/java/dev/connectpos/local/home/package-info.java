/** What is where: the build's output, the data folder, the ports and the secrets. */
@NullMarked
package dev.connectpos.local.home;

import org.jspecify.annotations.NullMarked;
