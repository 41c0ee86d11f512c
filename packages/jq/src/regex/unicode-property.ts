// `\p{…}`: names of POSIX brackets, general categories, scripts and binary properties, in any spelling that differs by case,
// blanks, hyphens and underscores. Blocks (`In_…`) are not known.
import { posixClass, propertyClass } from "./code-point-class.ts";
import type { CodePointTest } from "./regex-node.ts";

const CATEGORIES: Readonly<Record<string, string>> = {
  other: "C",
  control: "Cc",
  format: "Cf",
  unassigned: "Cn",
  privateuse: "Co",
  surrogate: "Cs",
  letter: "L",
  casedletter: "LC",
  lowercaseletter: "Ll",
  modifierletter: "Lm",
  otherletter: "Lo",
  titlecaseletter: "Lt",
  uppercaseletter: "Lu",
  mark: "M",
  combiningmark: "M",
  spacingmark: "Mc",
  enclosingmark: "Me",
  nonspacingmark: "Mn",
  number: "N",
  decimalnumber: "Nd",
  letternumber: "Nl",
  othernumber: "No",
  punctuation: "P",
  connectorpunctuation: "Pc",
  dashpunctuation: "Pd",
  closepunctuation: "Pe",
  finalpunctuation: "Pf",
  initialpunctuation: "Pi",
  otherpunctuation: "Po",
  openpunctuation: "Ps",
  symbol: "S",
  currencysymbol: "Sc",
  modifiersymbol: "Sk",
  mathsymbol: "Sm",
  othersymbol: "So",
  separator: "Z",
  lineseparator: "Zl",
  paragraphseparator: "Zp",
  spaceseparator: "Zs",
};

const BINARY = [
  "ASCII_Hex_Digit",
  "Bidi_Control",
  "Bidi_Mirrored",
  "Case_Ignorable",
  "Changes_When_Casefolded",
  "Changes_When_Casemapped",
  "Changes_When_Lowercased",
  "Changes_When_Titlecased",
  "Changes_When_Uppercased",
  "Default_Ignorable_Code_Point",
  "Emoji_Component",
  "Emoji_Modifier",
  "Emoji_Modifier_Base",
  "Emoji_Presentation",
  "Extended_Pictographic",
  "Grapheme_Base",
  "Grapheme_Extend",
  "Hex_Digit",
  "IDS_Binary_Operator",
  "IDS_Trinary_Operator",
  "ID_Continue",
  "ID_Start",
  "Join_Control",
  "Logical_Order_Exception",
  "Noncharacter_Code_Point",
  "Pattern_Syntax",
  "Pattern_White_Space",
  "Quotation_Mark",
  "Regional_Indicator",
  "Sentence_Terminal",
  "Soft_Dotted",
  "Terminal_Punctuation",
  "Unified_Ideograph",
  "Variation_Selector",
  "White_Space",
  "XID_Continue",
  "XID_Start",
];

const BINARY_BY_SPELLING = new Map(BINARY.map((name) => [bare(name), name]));

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** Returns the class of a `\p{…}`, undefined where there is none of the name. */
export function unicodeClass(name: string): CodePointTest | undefined {
  if (!/^[A-Za-z][\w -]*$/.test(name)) return undefined;
  const spelling = bare(name);
  if (spelling === "any") return () => true;
  const posix = posixClass(spelling);
  if (posix !== undefined) return posix;
  const known = Object.hasOwn(CATEGORIES, spelling) ? CATEGORIES[spelling] : BINARY_BY_SPELLING.get(spelling);
  // "old persian" and "OldPersian" are Old_Persian to the platform.
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").split(/[\s_-]+/);
  const capitalized = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join("_");
  for (const each of known === undefined ? [name, capitalized, spelling.toUpperCase()] : [known]) {
    const found = propertyClass(`\\p{${each}}`) ?? propertyClass(`\\p{Script=${each}}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
