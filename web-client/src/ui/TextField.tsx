import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from "react-aria-components";
import css from "./Field.module.css";

interface TextFieldProps extends Omit<AriaTextFieldProps, "children" | "className"> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly rows?: number;
}

/** A labelled text field, of several lines when `rows` is given. */
export function TextField({ label, hint, error, rows, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className={css.field ?? ""}>
      <Label className={css.label ?? ""}>{label}</Label>
      {rows ? (
        <TextArea className={css.input ?? ""} rows={rows} dir="auto" />
      ) : (
        <Input className={css.input ?? ""} dir="auto" />
      )}
      {hint && !error && (
        <Text slot="description" className={css.hint ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError className={css.error ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}
