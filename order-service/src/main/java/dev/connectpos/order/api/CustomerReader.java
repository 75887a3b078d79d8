package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.CustomerDraft;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.Particulars;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is said of customers. A till sends what it has, so of an order's customer only the
 * name must be right; what cannot be understood of the rest is passed over.
 */
final class CustomerReader {
  private static final int MAX_NAME = 64;
  private static final int MAX_EMAIL = 64;
  private static final int MAX_DOCUMENT = 50;
  private static final int MAX_CODE = 52;
  private static final int MAX_PART = 256;
  private static final List<String> PHONES = List.of("home_phone", "mobile_phone");
  private static final List<String> OF_PHONE = List.of("country_code", "area_code", "number");
  private static final List<String> OF_ADDRESS =
      List.of(
          "line_1",
          "line_2",
          "street",
          "number",
          "complement",
          "neighborhood",
          "zip_code",
          "city",
          "state",
          "country");
  private static final List<String> DOCUMENT_TYPES = List.of("CPF", "CNPJ", "PASSPORT");
  private static final List<String> TYPES = List.of("individual", "company");

  private CustomerReader() {}

  /** Who an order is for. To be used only if there are no complaints. */
  static CustomerDraft ofOrder(Fields order) {
    var id = order.text("customer_id", MAX_NAME);
    if (id != null) {
      if (order.has("customer")) {
        order.complain("customer_id", "Send either customer or customer_id.");
      }
      return new CustomerDraft.Kept(new CustomerId(id));
    }
    var customer = order.object("customer");
    if (customer.isEmpty() && !order.has("customer")) {
      order.required("customer");
    }
    return new CustomerDraft.Told(
        customer.map(it -> particulars(it, true)).orElseGet(() -> nobody()));
  }

  /** A customer to be kept; has a name. */
  static Particulars kept(JsonNode body, Complaints complaints) {
    return strict(new Fields(body, "customer", complaints), true);
  }

  /** What is to be changed of a customer. */
  static Particulars change(JsonNode body, Complaints complaints) {
    return strict(new Fields(body, "customer", complaints), false);
  }

  private static Particulars strict(Fields customer, boolean named) {
    var said = particulars(customer, named);
    if (said.email() != null && said.identifyingEmail().isEmpty()) {
      customer.complain("email", "The email field must be an e-mail address.");
    }
    return said;
  }

  private static Particulars particulars(Fields customer, boolean named) {
    var name = named ? customer.requiredText("name", MAX_NAME) : customer.text("name", MAX_NAME);
    var email = customer.text("email", MAX_EMAIL);
    var document = document(customer);
    var documentType = word(customer, "document_type", DOCUMENT_TYPES);
    return new Particulars(
        name == null ? "" : name,
        email == null ? null : email.strip(),
        document,
        documentType == null && document != null ? typeOf(document) : documentType,
        word(customer, "type", TYPES),
        customer.text("code", MAX_CODE),
        phones(customer),
        object(customer, "address").map(CustomerReader::address).orElseGet(TreeMap::new),
        object(customer, "metadata").isPresent()
            ? OrderReader.metadata(customer)
            : new TreeMap<>());
  }

  private static Particulars nobody() {
    return new Particulars(
        "", null, null, null, null, null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Without the points and strokes that people write in it. */
  private static @Nullable String document(Fields customer) {
    var text = customer.text("document", MAX_DOCUMENT);
    var bare = text == null ? "" : text.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    return bare.isEmpty() ? null : bare;
  }

  private static @Nullable String typeOf(String document) {
    return switch (document.length()) {
      case 11 -> "CPF";
      case 14 -> "CNPJ";
      default -> null;
    };
  }

  private static @Nullable String word(Fields customer, String name, List<String> words) {
    var text = customer.text(name, MAX_PART);
    return text == null
        ? null
        : words.stream()
            .filter(word -> word.equalsIgnoreCase(text.strip()))
            .findFirst()
            .orElse(null);
  }

  private static SortedMap<String, SortedMap<String, String>> phones(Fields customer) {
    var phones = new TreeMap<String, SortedMap<String, String>>();
    var found = object(customer, "phones").orElse(null);
    if (found != null) {
      for (String kind : PHONES) {
        var parts = parts(object(found, kind).orElse(null), OF_PHONE);
        if (!parts.isEmpty()) {
          phones.put(kind, parts);
        }
      }
    }
    return phones;
  }

  /** What is known of an address. */
  static SortedMap<String, String> address(Fields address) {
    return parts(address, OF_ADDRESS);
  }

  private static SortedMap<String, String> parts(@Nullable Fields whole, List<String> names) {
    var parts = new TreeMap<String, String>();
    if (whole != null) {
      for (String name : names) {
        var text = whole.text(name, MAX_PART);
        if (text != null) {
          parts.put(name, text);
        }
      }
    }
    return parts;
  }

  /** Clients send empty arrays for objects they have nothing for. */
  private static Optional<Fields> object(Fields fields, String name) {
    return fields
        .find(name)
        .filter(JsonNode::isObject)
        .map(node -> fields.within(name, (ObjectNode) node));
  }
}
