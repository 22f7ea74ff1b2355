import { NotThere } from "@/components/frame/not-there";

export default function RollbackNotFound() {
  return <NotThere kind="rollback" />;
}
