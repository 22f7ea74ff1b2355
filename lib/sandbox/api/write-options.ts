/** How a write is to be done, whoever asks for it. */
export interface WriteOptions {
  manager: string;
  subresource?: "status" | "scale";
  dryRun?: boolean;
  fieldValidation?: "Strict" | "Warn" | "Ignore";
  /** Takes sentences for the writer to read. */
  warn?: (sentence: string) => void;
}

/** The controllers' own writes. */
export const asController: WriteOptions = { manager: "kube-controller-manager" };
