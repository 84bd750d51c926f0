package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * Writes what an application holds in a map as JSON. Only types that mean one thing in it: what an
 * application's own JSON library makes of a bean or of a local time is not ours to guess.
 */
final class AttributesWriter {
  /** Customer.io takes no deeper ones seriously, and a map may contain itself. */
  private static final int MAX_DEPTH = 32;

  private final JsonGenerator json;
  private final Api api;

  /**
   * @param api Track's attributes hold times as seconds since 1970, Pipelines' as ISO 8601
   */
  AttributesWriter(JsonGenerator json, Api api) {
    this.json = json;
    this.api = api;
  }

  void write(Map<?, ?> attributes) throws IOException {
    writeMap(attributes, 1);
  }

  private void writeMap(Map<?, ?> map, int depth) throws IOException {
    refuseDeeper(depth);
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw unsayable("a map with a key of type ", entry.getKey());
      }
      json.writeFieldName(name);
      writeValue(entry.getValue(), depth);
    }
    json.writeEndObject();
  }

  private void writeList(Collection<?> list, int depth) throws IOException {
    refuseDeeper(depth);
    json.writeStartArray();
    for (Object value : list) {
      writeValue(value, depth);
    }
    json.writeEndArray();
  }

  private void writeValue(Object value, int depth) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String || value instanceof UUID) {
      json.writeString(value.toString());
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      writeNumber(number);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, depth + 1);
    } else if (value instanceof Collection<?> list) {
      writeList(list, depth + 1);
    } else {
      writeTime(value);
    }
  }

  private void writeNumber(Number number) throws IOException {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      json.writeNumber(number.longValue());
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else if (number instanceof Double wide && Double.isFinite(wide)) {
      json.writeNumber(wide);
    } else if (number instanceof Float narrow && Float.isFinite(narrow)) {
      json.writeNumber(narrow);
    } else {
      throw unsayable("a number that JSON does not know, of type ", number);
    }
  }

  private void writeTime(Object value) throws IOException {
    Instant time = instant(value);
    if (time == null) {
      throw unsayable("a value of type ", value);
    }
    if (api == Api.TRACK) {
      json.writeNumber(time.getEpochSecond());
    } else {
      json.writeString(time.toString());
    }
  }

  private static Instant instant(Object value) {
    if (value instanceof Instant time) {
      return time;
    }
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime()); // toInstant() of java.sql.Date throws
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof ZonedDateTime time ? time.toInstant() : null;
  }

  private static void refuseDeeper(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new UnsayableValueException("maps or lists in each other, more than " + MAX_DEPTH);
    }
  }

  private static UnsayableValueException unsayable(String what, Object value) {
    return new UnsayableValueException(
        what + (value == null ? "null" : value.getClass().getName()));
  }
}
