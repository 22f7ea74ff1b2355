export interface ObjectName {
  namespace?: string | undefined;
  name: string;
}
