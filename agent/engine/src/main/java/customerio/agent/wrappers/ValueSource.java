package customerio.agent.wrappers;

import customerio.agent.customerio.UnsayableValueException;
import java.util.UUID;

/** Where one word of a statement comes from. */
sealed interface ValueSource {

  /**
   * @return null when the call has none
   * @throws UnsayableValueException the argument is no text, number or UUID
   */
  String text(Object[] arguments) throws UnsayableValueException;

  /** Always the same. */
  record Literal(String text) implements ValueSource {
    @Override
    public String text(Object[] arguments) {
      return text;
    }
  }

  /**
   * @param index from 0
   */
  record Parameter(int index) implements ValueSource {
    @Override
    public String text(Object[] arguments) throws UnsayableValueException {
      Object value = arguments[index];
      if (value == null || value instanceof String) {
        return (String) value;
      }
      if (value instanceof Integer || value instanceof Long || value instanceof UUID) {
        return value.toString();
      }
      if (value instanceof Enum<?> constant) {
        return constant.name();
      }
      throw new UnsayableValueException("a value of type " + value.getClass().getName());
    }
  }
}
