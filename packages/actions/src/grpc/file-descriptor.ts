// One parsed .proto file as the descriptor that protocol buffers use of themselves (descriptor.proto). protobufjs parses and
// nothing more: its messages are made by code generation, which must not happen here (ADR 0090). So no `resolve`, `ctor`,
// `encode` or `create` of protobufjs may be used; a test runs all of this with code generation forbidden.

import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as FieldType,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import type {
  DescriptorProtoSchema,
  EnumDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  FileDescriptorProto,
  ServiceDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import protobuf from "protobufjs";
import type { Field, MapField, NamespaceBase, OneOf, Type } from "protobufjs";
import { unusableProto } from "./unusable-proto.ts";

/** What is known of a type by its full name, without a leading dot. */
export type TypeNames = Map<string, "message" | "enum">;

export interface ParsedProto {
  readonly name: string;
  readonly syntax: "proto2" | "proto3";
  readonly package: string;
  readonly imports: readonly string[];
  readonly scope: NamespaceBase;
}

const SCALARS: Readonly<Record<string, FieldType>> = {
  double: FieldType.DOUBLE,
  float: FieldType.FLOAT,
  int64: FieldType.INT64,
  uint64: FieldType.UINT64,
  int32: FieldType.INT32,
  fixed64: FieldType.FIXED64,
  fixed32: FieldType.FIXED32,
  bool: FieldType.BOOL,
  string: FieldType.STRING,
  bytes: FieldType.BYTES,
  uint32: FieldType.UINT32,
  sfixed32: FieldType.SFIXED32,
  sfixed64: FieldType.SFIXED64,
  sint32: FieldType.SINT32,
  sint64: FieldType.SINT64,
};

/** The text parsed. Throws `configuration` `grpc_proto` for one that is no proto2 or proto3. */
export function parseProto(name: string, text: string): ParsedProto {
  const syntax = /^\s*syntax\s*=\s*["'](proto[23])["']/m.exec(text)?.[1] === "proto3" ? "proto3" : "proto2";
  if (/^\s*edition\s*=/m.test(text))
    throw unusableProto(`${name} is written in an edition; proto2 and proto3 are read`);
  try {
    const root = new protobuf.Root();
    const parsed = protobuf.parse(text, root, { keepCase: true });
    const path = parsed.package?.split(".") ?? [];
    const scope = path.reduce<NamespaceBase>((inner, part) => {
      const next = inner.get(part);
      return next instanceof protobuf.Namespace ? next : inner;
    }, root);
    return {
      name,
      syntax,
      package: parsed.package ?? "",
      imports: [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])],
      scope,
    };
  } catch (error) {
    throw unusableProto(`${name}: ${error instanceof Error ? error.message.slice(0, 200) : "it does not parse"}`);
  }
}

/** Adds the names of all types of a file. */
export function collectNames(file: ParsedProto, names: TypeNames): void {
  const visit = (scope: NamespaceBase, prefix: string): void => {
    for (const each of scope.nestedArray) {
      const name = prefix === "" ? each.name : `${prefix}.${each.name}`;
      if (each instanceof protobuf.Enum) names.set(name, "enum");
      if (!(each instanceof protobuf.Type)) continue;
      names.set(name, "message");
      visit(each, name);
    }
  };
  visit(file.scope, file.package);
}

/** The file's descriptor. Throws `configuration` `grpc_proto` for names that no file defines. */
export function toFileDescriptor(file: ParsedProto, names: TypeNames): FileDescriptorProto {
  const nested = file.scope.nestedArray;
  const context: Context = { file, names };
  return create(FileDescriptorProtoSchema, {
    name: file.name,
    package: file.package,
    syntax: file.syntax,
    dependency: [...file.imports],
    messageType: nested.filter(isType).map((each) => message(each, qualify(file.package, each.name), context)),
    enumType: nested.filter(isEnum).map(enumeration),
    service: nested.filter(isService).map((each) => service(each, context)),
  });
}

interface Context {
  readonly file: ParsedProto;
  readonly names: TypeNames;
}

const isType = (each: unknown): each is Type => each instanceof protobuf.Type;
const isEnum = (each: unknown): each is protobuf.Enum => each instanceof protobuf.Enum;
const isService = (each: unknown): each is protobuf.Service => each instanceof protobuf.Service;
const qualify = (prefix: string, name: string): string => (prefix === "" ? name : `${prefix}.${name}`);

function message(type: Type, name: string, context: Context): MessageInitShape<typeof DescriptorProtoSchema> {
  if ("group" in type && type.group === true) throw unusableProto(`${name} is a group, which is not read`);
  const fields: readonly AnyField[] = Object.values(type.fields);
  // Oneofs that stand for `optional` come last, as descriptor.proto wants it.
  const oneofs = Object.values<OneOf>(type.oneofs ?? {}).toSorted(
    (a, b) => Number(isSynthetic(a)) - Number(isSynthetic(b)),
  );
  const nested = type.nestedArray;
  return {
    name: type.name,
    field: fields.map((each) => field(each, name, oneofs, context)),
    oneofDecl: oneofs.map((each) => ({ name: each.name })),
    nestedType: [
      ...nested.filter(isType).map((each) => message(each, qualify(name, each.name), context)),
      ...fields.filter(isMap).map((each) => mapEntry(each, name, context)),
    ],
    enumType: nested.filter(isEnum).map(enumeration),
  };
}

function isSynthetic(oneof: OneOf): boolean {
  return oneof.fieldsArray.some((each) => each.options?.["proto3_optional"] === true);
}

type AnyField = Field | MapField;

const isMap = (each: AnyField): each is MapField => each instanceof protobuf.MapField;

function entryName(name: string): string {
  const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Entry`;
}

function mapEntry(each: MapField, owner: string, context: Context): MessageInitShape<typeof DescriptorProtoSchema> {
  const plain = (name: string, number: number, type: string) => ({
    name,
    number,
    jsonName: name,
    label: Label.OPTIONAL,
    ...typeOf(type, owner, context),
  });
  return {
    name: entryName(each.name),
    field: [plain("key", 1, each.keyType), plain("value", 2, each.type)],
    options: { mapEntry: true },
  };
}

function field(
  each: AnyField,
  owner: string,
  oneofs: readonly OneOf[],
  context: Context,
): MessageInitShape<typeof FieldDescriptorProtoSchema> {
  const oneof = oneofs.findIndex((one) => one.oneof.includes(each.name));
  const repeated = each.repeated || isMap(each);
  const packed = each.options?.["packed"];
  const jsonName = each.options?.["json_name"];
  return {
    name: each.name,
    number: each.id,
    jsonName: typeof jsonName === "string" ? jsonName : camelCase(each.name),
    label: repeated ? Label.REPEATED : each.required ? Label.REQUIRED : Label.OPTIONAL,
    ...(isMap(each)
      ? { type: FieldType.MESSAGE, typeName: `.${owner}.${entryName(each.name)}` }
      : typeOf(each.type, owner, context)),
    ...(oneof === -1 ? {} : { oneofIndex: oneof }),
    ...(each.options?.["proto3_optional"] === true ? { proto3Optional: true } : {}),
    ...(typeof packed === "boolean" ? { options: { packed } } : {}),
  };
}

function camelCase(name: string): string {
  return name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/_+$/, "");
}

function typeOf(
  type: string,
  owner: string,
  { file, names }: Context,
): { readonly type: FieldType; readonly typeName?: string } {
  const scalar = Object.hasOwn(SCALARS, type) ? SCALARS[type] : undefined;
  if (scalar !== undefined) return { type: scalar };
  const name = findName(type, owner, names);
  if (name === undefined) throw unusableProto(`${file.name}: ${owner} uses ${type}, which no file defines`);
  return { type: names.get(name) === "enum" ? FieldType.ENUM : FieldType.MESSAGE, typeName: `.${name}` };
}

/** A name as it is seen from a scope: the innermost scope that has it wins. */
function findName(type: string, scope: string, names: TypeNames): string | undefined {
  if (type.startsWith(".")) return names.has(type.slice(1)) ? type.slice(1) : undefined;
  const parts = scope === "" ? [] : scope.split(".");
  for (let length = parts.length; length >= 0; length--) {
    const name = [...parts.slice(0, length), type].join(".");
    if (names.has(name)) return name;
  }
  return undefined;
}

function enumeration(each: protobuf.Enum): MessageInitShape<typeof EnumDescriptorProtoSchema> {
  const value = Object.entries(each.values).map(([name, number]) => ({ name, number }));
  return {
    name: each.name,
    value,
    ...(each.options?.["allow_alias"] === true ? { options: { allowAlias: true } } : {}),
  };
}

function service(each: protobuf.Service, context: Context): MessageInitShape<typeof ServiceDescriptorProtoSchema> {
  const reference = (type: string): string => {
    const name = findName(type, context.file.package, context.names);
    if (name === undefined)
      throw unusableProto(`${context.file.name}: ${each.name} uses ${type}, which no file defines`);
    return `.${name}`;
  };
  return {
    name: each.name,
    method: Object.values(each.methods).map((method) => ({
      name: method.name,
      inputType: reference(method.requestType),
      outputType: reference(method.responseType),
      clientStreaming: method.requestStream === true,
      serverStreaming: method.responseStream === true,
    })),
  };
}
