package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incumbent's error body, and our stable code beside it.
 *
 * @param errors what is wrong, by the path of the field
 * @param request what was sent, secrets left out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ErrorBody(
    String message, Map<String, List<String>> errors, @Nullable JsonNode request, String code) {}
